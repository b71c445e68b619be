"""Setting a campaign up in steps that can be left and taken up again, and issuing it."""
