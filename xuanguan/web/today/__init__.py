"""Today: what to do first, and all that waits. A part of the page is a function in `parts`; its order there is the order of the page."""
