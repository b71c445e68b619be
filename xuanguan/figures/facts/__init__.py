"""From counted records to the facts of the ground floor, read in bulk: a fixed number of queries for each thousand records."""
from xuanguan.figures.facts.activities import activity_facts
from xuanguan.figures.facts.batches import activity_batches
from xuanguan.figures.facts.fulfilments import nothing_facts
from xuanguan.figures.facts.rosters import roster_facts
from xuanguan.figures.facts.statements import statement_facts
from xuanguan.figures.facts.trees import trees

__all__ = ["activity_batches", "activity_facts", "nothing_facts", "roster_facts", "statement_facts", "trees"]
