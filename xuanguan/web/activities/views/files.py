"""Evidence as files: shown to those who see a record that it belongs to, and to nobody else."""
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from xuanguan.activities.models import Evidence
from xuanguan.activities.queries import evidence_seen_by


@require_safe
@cache_control(private=True, max_age=3600)
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself. Only pictures and PDF open in the browser; all else is handed over to be saved."""
    found = _seen(request, pk)
    opens = found.content_type.startswith("image/") or found.content_type == "application/pdf"
    return _file(found.file, found.content_type, found.name, as_attachment=not opens)


@require_safe
@cache_control(private=True, max_age=3600)
def thumbnail(request: HttpRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    if not found.thumbnail:
        raise Http404
    return _file(found.thumbnail, "image/jpeg", found.name, as_attachment=False)


def _seen(request: HttpRequest, pk: int) -> Evidence:
    found = evidence_seen_by(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _file(file, content_type: str, name: str, *, as_attachment: bool) -> HttpResponse:
    try:
        return FileResponse(file.open("rb"), as_attachment=as_attachment, filename=name, content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
