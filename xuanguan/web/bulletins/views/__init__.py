"""Pages of bulletins, a file per what a person does with them."""
