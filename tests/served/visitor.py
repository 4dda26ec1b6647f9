"""A visitor without a browser: keeps cookies, reads forms as they stand on the page, sends them."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass, field
from html.parser import HTMLParser

Values = list[tuple[str, str]]


class Forms(HTMLParser):
    """Collects every form of a page: where it goes and what stands in it."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, Values]] = []
        self._select, self._area, self._first = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), []))
        if not self.forms:
            return
        values = self.forms[-1][1]
        if tag == "input" and given.get("name") and given.get("type") not in ("file", "submit"):
            if given.get("type") not in ("checkbox", "radio") or "checked" in given:
                values.append((given["name"], given.get("value", "")))
        elif tag == "select":
            self._select = given.get("name", "")
            values.append((self._select, ""))
        elif tag == "option" and "selected" in given and self._select:
            values[-1] = (self._select, given.get("value", ""))
        elif tag == "textarea":
            self._area = given.get("name", "")
            values.append((self._area, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self.forms:
            name, before = self.forms[-1][1][-1]
            self.forms[-1][1][-1] = (name, before + data)


@dataclass
class Answer:
    """What came back."""

    status: int
    url: str
    text: str
    headers: dict[str, str]


class Stay(urllib.request.HTTPRedirectHandler):
    """Takes an answer that leads elsewhere for what it is."""

    def redirect_request(self, *_what: object) -> None:
        """Follow nowhere."""


@dataclass
class Visitor:
    """One visitor of one server."""

    base: str
    opener: urllib.request.OpenerDirector = field(init=False)
    staying: urllib.request.OpenerDirector = field(init=False)  # does not follow where an answer leads
    address: str = ""  # where a proxy says that this visitor comes from

    def __post_init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.staying = urllib.request.build_opener(jar, Stay)

    def open(
        self,
        path: str,
        data: bytes | None = None,
        kind: str = "",
        *,
        origin: bool = False,
        follow: bool = True,
    ) -> Answer:
        """Ask for a page, ``follow`` where it leads; with ``origin`` say that the form stood on this site."""
        request = urllib.request.Request(urllib.parse.urljoin(self.base, path), data)
        if kind:
            request.add_header("Content-Type", kind)
        if origin:
            request.add_header("Origin", self.base)
        if self.address:
            request.add_header("X-Forwarded-For", self.address)
        try:
            found = (self.opener if follow else self.staying).open(request, timeout=60)
        except urllib.error.HTTPError as error:
            found = error
        with found:
            body = found.read().decode(errors="replace")
            return Answer(found.status, found.geturl(), body, dict(found.headers))

    def send(
        self,
        path: str,
        having: str,
        files: dict[str, tuple[str, bytes]] | None = None,
        *,
        to: str = "",
        **typed: str,
    ) -> Answer:
        """Fill in and send the first form on the page that holds the field ``having`` (and goes ``to``)."""
        return self.form(path, having, files, to=to, **typed).send()

    def form(
        self,
        path: str,
        having: str,
        files: dict[str, tuple[str, bytes]] | None = None,
        *,
        to: str = "",
        **typed: str,
    ) -> "Post":
        """Return that form, filled in and ready to be sent, once or several times."""
        page = self.open(path)
        reader = Forms()
        reader.feed(page.text)
        action, values = next(
            form for form in reader.forms if having in dict(form[1]) and form[0].endswith(to)
        )
        kept = [(name, value) for name, value in values if name not in typed] + list(typed.items())
        body, kind = multipart(kept, files or {})
        return Post(self, urllib.parse.urljoin(page.url, action), body, kind, kept)

    def log_in(self, name: str, password: str = "mingzhi-demo") -> "Visitor":
        """Log in; the first page must not be the login any more."""
        answer = self.send("/account/login/", "username", username=name, password=password)
        assert answer.status == 200 and "/account/login/" not in answer.url, answer.text
        return self


@dataclass(frozen=True)
class Post:
    """A form as it would go over the wire."""

    visitor: Visitor
    url: str
    body: bytes
    kind: str
    values: Values

    def send(self) -> Answer:
        """Send it, and follow where the answer leads."""
        return self.visitor.open(self.url, self.body, self.kind)

    def press(self) -> Answer:
        """Send it and look no further than the answer."""
        return self.visitor.open(self.url, self.body, self.kind, follow=False)

    def instead(self, path: str, values: dict[str, str]) -> "Post":
        """Return another form of the same browser, with nothing of this one but what shows whose it is."""
        shown = [(name, value) for name, value in self.values if name == "csrfmiddlewaretoken"]
        body, kind = multipart([*shown, *values.items()], {})
        return Post(self.visitor, path, body, kind, [*shown, *values.items()])


def multipart(values: Values, files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """Return (body, content type) of a form with files."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in values
    ]
    for name, (filename, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", content, b"\r\n"]
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
