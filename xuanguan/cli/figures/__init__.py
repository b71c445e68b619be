"""`xuanguan figures`: ask figures in the shell; refresh, rebuild and check the column store."""
from xuanguan.cli.figures import questions, store
from xuanguan.cli.figures.asking import command, the_campaign

__all__ = ["command", "questions", "store", "the_campaign"]
