"""What people fill in on the pages of activities, turned into the values that the actions take."""
