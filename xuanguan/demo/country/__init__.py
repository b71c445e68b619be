"""A made-up administration of any size, straight into figures: no records, no database, millions of activities in minutes.

For benchmarks, tests and a look at the program at the size of a country. The same number and seed always give the same facts,
whatever the machine: lots are whole-number arithmetic on the activity's id. What makes counting hard is in it: skew, joint
activities over several parents, late reports, windows, edits, returns, merges of reports, re-organisations, partners outside
the tree, and totals that are only stated.

    made = country(activities=10_000_000)
    store.rebuild(made.changes(), made.trees(), at=NOW, progress=print)
"""

from xuanguan.demo.country.administration import Administration, administration
from xuanguan.demo.country.made import BEGINS, CAMPAIGN, TODAY, Country, country

__all__ = ["BEGINS", "CAMPAIGN", "TODAY", "Administration", "Country", "administration", "country"]
