"""`{% load design %}`: every component. What each takes is its signature in `components/`; the list is in the README."""
from xuanguan.design.components import actions, charts, figures, forms, lists, page, words  # noqa: F401  (they register)
from xuanguan.design.components.registry import register  # noqa: F401
