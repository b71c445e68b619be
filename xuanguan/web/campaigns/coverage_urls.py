"""Addresses of what is expected and how it stands; a part of `urls`."""
from django.urls import path

from xuanguan.web.campaigns.views import expectation_sheets, setting_expectations
from xuanguan.web.campaigns.views.coverage import clauses, files, gaps, grid, levels, waiting

patterns = [
    path("<slug:campaign>/expectations/set/", setting_expectations.new, name="set-expectation"),
    path("<slug:campaign>/expectations/sheet/", expectation_sheets.bring_in, name="expectation-sheet"),
    path("<slug:campaign>/expectations/template/", expectation_sheets.sheet_template, name="expectation-template"),
    path("<slug:campaign>/expectations/export/", expectation_sheets.export, name="expectation-export"),
    path("<slug:campaign>/expectations/renew/", setting_expectations.renew, name="renew-rosters"),
    path("<slug:campaign>/expectations/<slug:expectation>/change/", setting_expectations.change, name="change-expectation"),
    path("<slug:campaign>/expectations/<slug:expectation>/remove/", setting_expectations.remove, name="remove-expectation"),
    path("<slug:campaign>/expectations/<slug:expectation>/extension/", waiting.ask_for_extension, name="ask-extension"),
    path("<slug:campaign>/coverage/", levels.by_level, name="coverage"),
    path("<slug:campaign>/coverage/units/", grid.grid, name="grid"),
    path("<slug:campaign>/coverage/missing/", gaps.gaps, name="gaps"),
    path("<slug:campaign>/coverage/clauses/", clauses.clause_coverage, name="clause-coverage"),
    path("<slug:campaign>/coverage/more-time/", waiting.extensions, name="extensions"),
    path("<slug:campaign>/coverage/more-time/<int:extension>/", waiting.answer, name="answer-extension"),
    path("<slug:campaign>/coverage/stuck/", waiting.stuck, name="stuck"),
    path("<slug:campaign>/coverage/standing-in/", waiting.delegations, name="delegations"),
    path("<slug:campaign>/coverage/standing-in/<int:delegation>/end/", waiting.end_delegation, name="end-delegation"),
    path("<slug:campaign>/coverage/standing-in/time-out/", waiting.time_out, name="time-out"),
    path("<slug:campaign>/coverage/export/<str:what>/", files.export, name="coverage-export"),
]
