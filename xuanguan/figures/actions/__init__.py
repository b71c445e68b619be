"""Writing what belongs to the figures, a file per noun."""
from xuanguan.figures.actions.keeping import (
    comment,
    delete_dashboard,
    delete_view,
    keep_view,
    make_dashboard,
    put_on_dashboard,
    take_back_comment,
    take_from_dashboard,
)
from xuanguan.figures.actions.printing import PrintedFigure, note_printed
from xuanguan.figures.actions.refreshing import rebuild, refresh

__all__ = [
    "PrintedFigure", "comment", "delete_dashboard", "delete_view", "keep_view", "make_dashboard", "note_printed", "put_on_dashboard", "rebuild", "refresh",
    "take_back_comment", "take_from_dashboard",
]
