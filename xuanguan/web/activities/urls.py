"""Addresses of activities."""
from django.urls import path

from xuanguan.web.activities import sheets
from xuanguan.web.activities.views import duplicates, files, lists, queue, records, report, reviews, totals

app_name = "activities"
urlpatterns = [
    path("", lists.activity_list, name="list"),
    path("new/", report.new, name="new"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/template.xlsx", sheets.template, name="sheet-template"),
    path("sheets/applied/<int:pk>/", sheets.applied, name="applied-sheet"),
    path("sheets/applied/<int:pk>/undo/", sheets.undo, name="undo-sheet"),
    path("sheets/<str:sha256>/", sheets.sheet, name="sheet"),
    path("sheets/<str:sha256>/columns/", sheets.columns, name="sheet-columns"),
    path("sheets/<str:sha256>/errors.xlsx", sheets.errors, name="sheet-errors"),
    path("sheets/<str:sha256>/apply/", sheets.apply, name="apply-sheet"),
    path("export.<str:form>", sheets.export, name="export"),
    path("units/", report.units, name="units"),
    path("queue/", queue.queue, name="queue"),
    path("queue/verify/", queue.verify_chosen, name="verify-chosen"),
    path("duplicates/", duplicates.pairs, name="duplicates"),
    path("merges/<int:pk>/undo/", duplicates.undo, name="unmerge"),
    path("totals/", totals.total_list, name="statements"),
    path("totals/new/", totals.new, name="new-statement"),
    path("totals/<int:pk>/", totals.total, name="statement"),
    path("totals/<int:pk>/change/", totals.change, name="change-statement"),
    path("totals/<int:pk>/withdraw/", totals.withdraw, name="withdraw-statement"),
    path("evidence/<int:pk>/", files.evidence, name="evidence"),
    path("evidence/<int:pk>/small/", files.thumbnail, name="thumbnail"),
    path("<int:pk>/", records.record, name="activity"),
    path("<int:pk>/edit/", report.edit, name="edit"),
    path("<int:pk>/evidence/", records.add_evidence, name="add-evidence"),
    path("<int:pk>/submit/", reviews.submit, name="submit"),
    path("<int:pk>/verify/", reviews.verify, name="verify"),
    path("<int:pk>/return/", reviews.send_back, name="return"),
    path("<int:pk>/withdraw/", reviews.withdraw, name="withdraw"),
    path("<int:pk>/delete/", reviews.delete, name="delete"),
    path("<int:pk>/merge/<int:other>/", duplicates.merge, name="merge"),
    path("<int:pk>/apart/<int:other>/", duplicates.apart, name="apart"),
]
