"""Pages of plans, a file per what a person does: reading them, writing one, answering, following leaders' instructions up."""
