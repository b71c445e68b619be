"""Pages of figures, a file per noun."""
from xuanguan.web.figures.views.dashboards import (
    comment,
    dashboard_add,
    dashboard_delete,
    dashboard_new,
    dashboard_page,
    dashboard_remove,
    kept_page,
    take_back,
    view_delete,
    view_keep,
)
from xuanguan.web.figures.views.exploring import explore, explore_export
from xuanguan.web.figures.views.figures import coverage_page, export, figure_page
from xuanguan.web.figures.views.questions import question_export, question_page, questions_page

__all__ = [
    "comment", "coverage_page", "dashboard_add", "dashboard_delete", "dashboard_new", "dashboard_page", "dashboard_remove", "explore", "explore_export",
    "export", "figure_page", "kept_page", "question_export", "question_page", "questions_page", "take_back", "view_delete", "view_keep",
]
