"""Figures, fast and exact: trees of all days, facts as rows of a star, a store of generations, one file per question.

No Django, no settings, no clock: paths and days are arguments. What the floor above builds and calls:

1. Trees of all days, once, kept until the organisations change:

       trees = Trees(levels={unit_id: level_or_None}, affiliations=[Affiliation(unit, since, territory, system)],
                     successions=[Succession(predecessor, successor, on, stands_for)], today=today)

   `levels` has every unit that a fact may name; None for organs. An organ's system is taken from here, by day.

2. Facts, plain frozen values with the ids of the database:

       ActivityFact(activity, version, since, earliest, latest, organisers, front, kind, verified, until, begun,
                    campaigns, taking_part=(TakingPart(unit, role, shares),), clauses, measures=(Measured(...),))
       StatementFact, RosterFact(roster, members, stated_size), FulfilmentFact

   An ActivityVersion is an ActivityFact with its `until`; the record itself has `until=None` while it counts.
   `clauses` holds the clauses above, too.

3. A store in a folder, one for each process:

       store = DuckStore(folder, threads=1, memory="512MB")
       store.rebuild(Changes(activities=…, statements=…, rosters=…, fulfilments=…), trees, at=now, progress=print)
       store.refresh(read, trees, at=now)

   `read()` returns `Changes` with the ids to forget and every version of them; it is called inside the refresher's
   lock, so take the outbox rows there, and delete those rows by id after `refresh` has returned. Errors say what to
   do: NoFigures, FiguresDamaged and RebuildNeeded ask for a rebuild, RefreshBusy for another try, NoRoom for a larger disk.

4. Questions:

       asked = Asked(units=(unit_id,), as_of=today, period=Window(first, last), campaign=campaign_id)
       totals(store.reader(), asked, by=("front", "kind"))
       store.ask(lambda reader: children(reader, asked))        # falls back if the file turns out damaged

   `store.reader()` is one generation: ask a whole page of the same reader and no two figures can disagree;
   `reader.generation.at` is its "as of". Every question is listed in docs/reference/questions.md. Values: Count (verified, self_reported, total), Sum and Parts (`.quantity()` gives quantities).
"""

from xuanguan.analytics.errors import (
    FactError,
    FiguresAway,
    FiguresDamaged,
    FiguresError,
    NoFigures,
    NoRoom,
    RebuildNeeded,
    RefreshBusy,
    TreeError,
    UnknownUnit,
)
from xuanguan.analytics.facts import (
    ActivityFact,
    Changes,
    FactBatch,
    FulfilmentFact,
    Measured,
    RosterFact,
    RosterMember,
    StatementFact,
    TakingPart,
)
from xuanguan.analytics.store import ClusterStore, DuckStore, Generation, Reader, Server, Store
from xuanguan.analytics.tree import Affiliation, Place, Succession, Trees
from xuanguan.analytics.values import Count, MeasureKey, Parts, Sum

__all__ = [
    "ActivityFact",
    "Affiliation",
    "Changes",
    "ClusterStore",
    "Count",
    "DuckStore",
    "FactBatch",
    "FactError",
    "FiguresAway",
    "FiguresDamaged",
    "FiguresError",
    "FulfilmentFact",
    "Generation",
    "MeasureKey",
    "Measured",
    "NoFigures",
    "NoRoom",
    "Parts",
    "Place",
    "Reader",
    "RebuildNeeded",
    "RefreshBusy",
    "RosterFact",
    "RosterMember",
    "Server",
    "StatementFact",
    "Store",
    "Succession",
    "Sum",
    "TakingPart",
    "TreeError",
    "Trees",
    "UnknownUnit",
]
