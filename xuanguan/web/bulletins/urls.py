"""Bulletins: those that came in and their claims; drafts; editions; what is handed up and adopted."""
from django.urls import path

from xuanguan.web.bulletins.views import drafting, handing_up, issuing, listing, reading

app_name = "bulletins"
urlpatterns = [
    path("", reading.bulletins, name="list"),
    path("new/", reading.take_in_bulletin, name="new"),
    path("<int:pk>/", reading.reading_page, name="bulletin"),
    path("<int:pk>/file/", reading.file, name="file"),
    path("<int:pk>/accept/", reading.accept_many, name="accept-many"),
    path("<int:pk>/issuer/", reading.change_issuer, name="issuer"),
    path("<int:pk>/withdraw/", reading.withdraw, name="withdraw"),
    path("claims/<int:pk>/accept/", reading.accept, name="accept"),
    path("claims/<int:pk>/change/", reading.change, name="change"),
    path("claims/<int:pk>/reject/", reading.reject, name="reject"),
    path("claims/<int:pk>/reopen/", reading.reopen, name="reopen"),
    path("drafts/", listing.drafts, name="drafts"),
    path("drafts/new/", listing.compose_draft, name="compose"),
    path("drafts/<int:pk>/", drafting.draft_page, name="draft"),
    path("drafts/<int:pk>/save/", drafting.save, name="draft-save"),
    path("drafts/<int:pk>/numbers/", drafting.number, name="draft-number"),
    path("drafts/<int:pk>/paragraphs/<slug:key>/", drafting.paragraph, name="draft-paragraph"),
    path("drafts/<int:pk>/pictures/<slug:key>/<int:place>/", issuing.draft_picture, name="picture"),
    path("drafts/<int:pk>/versions/", drafting.versions, name="versions"),
    path("drafts/<int:pk>/versions/name/", drafting.name_version, name="version-name"),
    path("drafts/<int:pk>/versions/compare/", drafting.compare, name="compare"),
    path("drafts/<int:pk>/versions/<int:revision>/return/", drafting.return_to, name="version-return"),
    path("drafts/<int:pk>/delete/", drafting.delete, name="draft-delete"),
    path("drafts/<int:pk>/restore/", drafting.restore, name="draft-restore"),
    path("drafts/<int:pk>/issue/", issuing.issue, name="issue"),
    path("editions/", issuing.editions, name="editions"),
    path("editions/<int:pk>/", issuing.edition_page, name="edition"),
    path("editions/<int:pk>/correct/", issuing.correct, name="correct"),
    path("editions/<int:pk>/hand-up/", issuing.hand_up, name="hand-up"),
    path("editions/<int:pk>/pictures/<slug:key>/<int:place>/", issuing.edition_picture, name="edition-picture"),
    path("editions/<int:pk>/<slug:form>/", issuing.edition_file, name="edition-file"),
    path("received/", handing_up.received, name="received"),
    path("received/<int:pk>/", handing_up.submission_page, name="submission"),
    path("received/<int:pk>/decline/", handing_up.decline, name="decline"),
    path("adopted/", handing_up.adopted, name="adopted"),
    path("adopted/points/", handing_up.switch_points, name="points"),
]
