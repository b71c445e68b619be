"""Pages of campaigns: the list, how one is set up, what is expected of whom, and starting one."""
