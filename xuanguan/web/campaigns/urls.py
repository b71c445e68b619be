"""Addresses of campaigns. `start` and `choose` are no campaign's code (campaigns.actions.RESERVED_CODES)."""
from django.urls import path

from xuanguan.web.campaigns.coverage_urls import patterns as coverage_patterns
from xuanguan.web.campaigns.views import expectations, listing, setting_up, starting
from xuanguan.web.campaigns.views.plans import answering, following_up, reading, sheets, writing
from xuanguan.web.campaigns.views.preparing import basics, issuing, kinds
from xuanguan.web.campaigns.views.responsibility import bringing_in, documents, lines, matrix

app_name = "campaigns"
urlpatterns = [
    path("", listing.campaign_list, name="list"),
    path("start/", starting.start, name="start"),
    path("choose/", listing.choose, name="choose"),
    path("<slug:campaign>/", listing.overview, name="overview"),
    path("<slug:campaign>/set-up/", setting_up.set_up, name="set-up"),
    path("<slug:campaign>/set-up/basics/", basics.basics, name="set-up-basics"),
    path("<slug:campaign>/set-up/group/", basics.group, name="set-up-group"),
    path("<slug:campaign>/set-up/fronts/", kinds.fronts, name="set-up-fronts"),
    path("<slug:campaign>/set-up/kinds/", kinds.kinds, name="set-up-kinds"),
    path("<slug:campaign>/set-up/kinds/add/", kinds.new_kind, name="set-up-new-kind"),
    path("<slug:campaign>/set-up/kinds/<slug:kind>/", kinds.kind, name="set-up-kind"),
    path("<slug:campaign>/set-up/expectations/", issuing.expectations, name="set-up-expectations"),
    path("<slug:campaign>/set-up/responsibility/", issuing.responsibility, name="set-up-responsibility"),
    path("<slug:campaign>/set-up/issue/", issuing.issue, name="set-up-issue"),
    path("<slug:campaign>/set-up/discard/", issuing.discard, name="discard"),
    path("<slug:campaign>/expectations/", expectations.expectation_list, name="expectations"),
    path("<slug:campaign>/expectations/nothing/", expectations.nothing, name="nothing"),
    *coverage_patterns,
    path("<slug:campaign>/expectations/<slug:expectation>/", expectations.expectation, name="expectation"),
    path("<slug:campaign>/plans/", reading.plan_list, name="plans"),
    path("<slug:campaign>/plans/begin/", writing.begin, name="begin-plan"),
    path("<slug:campaign>/plans/overdue/", following_up.overdue, name="overdue"),
    path("<slug:campaign>/plans/press/", following_up.press, name="press"),
    path("<slug:campaign>/plans/<int:plan>/", reading.plan, name="plan"),
    path("<slug:campaign>/plans/<int:plan>/head/", writing.head, name="plan-head"),
    path("<slug:campaign>/plans/<int:plan>/act/<slug:act>/", writing.act, name="plan-act"),
    path("<slug:campaign>/plans/<int:plan>/items/new/", writing.item_form, name="new-plan-item"),
    path("<slug:campaign>/plans/<int:plan>/items/<int:item>/", writing.item_form, name="edit-plan-item"),
    path("<slug:campaign>/plans/<int:plan>/above/", writing.from_above, name="plan-from-above"),
    path("<slug:campaign>/plans/<int:plan>/sheet/", sheets.sheet, name="plan-sheet"),
    path("<slug:campaign>/plans/<int:plan>/sheet/template/", sheets.template, name="plan-template"),
    path("<slug:campaign>/plans/<int:plan>/export/<slug:form>/", reading.export, name="plan-export"),
    path("<slug:campaign>/plan-items/<int:item>/", answering.item, name="plan-item"),
    path("<slug:campaign>/plan-items/<int:item>/act/<slug:act>/", answering.act, name="plan-item-act"),
    path("<slug:campaign>/instructions/", following_up.instruction_list, name="instructions"),
    path("<slug:campaign>/instructions/new/", following_up.new_instruction, name="new-instruction"),
    path("<slug:campaign>/instructions/export/", following_up.register_export, name="instructions-export"),
    path("<slug:campaign>/instructions/<int:instruction>/", following_up.instruction, name="instruction"),
    path("<slug:campaign>/instructions/<int:instruction>/act/<slug:act>/", following_up.instruction_act, name="instruction-act"),
    path("<slug:campaign>/responsibility/", matrix.matrix, name="responsibility"),
    path("<slug:campaign>/responsibility/missing/", matrix.missing, name="missing"),
    path("<slug:campaign>/responsibility/documents/", documents.document_list, name="documents"),
    path("<slug:campaign>/responsibility/documents/<int:document>/", documents.document, name="document"),
    path("<slug:campaign>/responsibility/documents/<int:document>/remove/", documents.remove, name="remove-document"),
    path("<slug:campaign>/responsibility/bring-in/", bringing_in.bring_in, name="bring-in"),
    path("<slug:campaign>/responsibility/bring-in/template/", bringing_in.sheet_template, name="responsibility-template"),
    path("<slug:campaign>/responsibility/bring-in/prose/", bringing_in.prose, name="prose"),
    path("<slug:campaign>/responsibility/export/<str:form>/", documents.export, name="responsibility-export"),
    path("<slug:campaign>/responsibility/line/<str:line>/", lines.line, name="line"),
    path("<slug:campaign>/responsibility/line/<str:line>/<str:unit>/", lines.cell, name="cell"),
    path("<slug:campaign>/responsibility/unit/<str:unit>/", matrix.unit, name="unit-responsibility"),
]
