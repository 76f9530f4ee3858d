"""What every answer below /api/ has, mistakes and refusals of other layers included: any site may read it, and no page of HTML."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from .answers import problem

PREFIX = "/api/"
FOR_ANY_SITE = {
    # "publishers should implement the following CORS header on all HTTP responses": compliance criteria of Open Referral UK, 1.1
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FOR_A_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_to_programs(get_response):
    """Let every site's scripts read what is below /api/, answer their preflight, and tell faults as JSON. No cookie is ever set."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return get_response(request)
        response = HttpResponse(status=204, headers=FOR_A_PREFLIGHT) if request.method == "OPTIONS" else get_response(request)
        if response.status_code >= 400 and "json" not in response.get("Content-Type", ""):
            response = _as_json(response)
        for name, value in FOR_ANY_SITE.items():
            response.headers[name] = value
        return response

    return middleware


def _as_json(refused: HttpResponse) -> HttpResponse:
    """The same refusal for a program: an unknown address, a method we do not take, a fault of ours."""
    told = problem(refused.status_code, HTTPStatus(refused.status_code).phrase)
    for name in ("Allow", "Retry-After"):
        if name in refused.headers:
            told.headers[name] = refused.headers[name]
    return told
