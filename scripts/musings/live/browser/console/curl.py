"""Reads words as curl 7.88 would, and carries them out against a server of `server.py`.

`Command` writes what curl would write on a terminal, through `out(kind, text)` with the kind `out` or `err`, and
returns the exit code. It knows no browser, so that CPython can compare it with the real curl. `shell.py` reads lines.
"""

import base64
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Protocol
from urllib.parse import quote, quote_plus, unquote, urljoin

from musings.live.browser.console.server import Answer, Request
from musings.markdown import answers

VERSION: Final = "7.88.1"
REDIRECTS: Final = 50

Out = Callable[[str, str], None]


class Listener(Protocol):
    """What listens on a port of this machine."""

    port: int
    host: str

    def answer(self, request: Request) -> Answer:
        """Answer a request."""
        ...


@dataclass
class Machine:
    """The reader's machine: who listens, the files that were written, and what its shell remembers."""

    listener: Listener | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    code: int = 0


class CurlError(Exception):
    """What ends a command: an exit code, and curl's words."""

    def __init__(self, code: int, message: str) -> None:
        """Take both."""
        super().__init__(message)
        self.code = code


# --- the options ------------------------------------------------------------------------------------------------------

# Long name, short name, whether a value follows, and what `curl --help` says.
OPTIONS: Final = (
    ("cookie", "b", True, "send a cookie"),
    ("connect-timeout", "", True, ""),
    ("data", "d", True, "send data with POST; @name reads a file that -o wrote"),
    ("data-ascii", "", True, ""),
    ("data-binary", "", True, "send data as it is"),
    ("data-raw", "", True, "send data, an @ at its start too"),
    ("data-urlencode", "", True, "send data, encoded for a form"),
    ("fail", "f", False, "no output for an HTTP error"),
    ("fail-with-body", "", False, ""),
    ("get", "G", False, "put the data into the address, and use GET"),
    ("globoff", "g", False, "take [] and {} in the address as they are"),
    ("head", "I", False, "ask for the headers alone"),
    ("header", "H", True, "send a header"),
    ("help", "h", False, "show this"),
    ("http1.0", "0", False, ""),
    ("http1.1", "", False, ""),
    ("include", "i", False, "show the answer's headers"),
    ("json", "", True, "send JSON, and ask for JSON"),
    ("location", "L", False, "follow redirects"),
    ("max-redirs", "", True, ""),
    ("max-time", "m", True, ""),
    ("no-buffer", "N", False, ""),
    ("no-progress-meter", "", False, ""),
    ("output", "o", True, "write to a file; /dev/null forgets it"),
    ("path-as-is", "", False, ""),
    ("progress-bar", "#", False, ""),
    ("referer", "e", True, "say where the request comes from"),
    ("request", "X", True, "the method to use"),
    ("show-error", "S", False, "show errors in spite of -s"),
    ("silent", "s", False, "no errors"),
    ("url", "", True, "the address"),
    ("user", "u", True, "name:password"),
    ("user-agent", "A", True, "the name of the client"),
    ("verbose", "v", False, "show the request and the answer's headers"),
    ("version", "V", False, ""),
    ("write-out", "w", True, r"what to print at the end, such as '%{http_code}\n'"),
)
# What curl has beside these, the short names behind a stroke.
ABSENT: Final[dict[str, str]] = dict(
    re.findall(
        r"([\w.-]+)(?:/(\S))?",
        """
    abstract-unix-socket alt-svc anyauth append/a aws-sigv4 basic cacert capath cert/E cert-status cert-type ciphers
    compressed compressed-ssh config/K connect-to continue-at/C cookie-jar/c create-dirs create-file-mode crlf
    crlfile curves delegation digest disable/q disable-eprt disable-epsv disallow-username-in-url dns-interface
    dns-ipv4-addr dns-ipv6-addr dns-servers doh-cert-status doh-insecure doh-url dump-header/D egd-file engine
    etag-compare etag-save expect100-timeout fail-early false-start form/F form-escape form-string ftp-account
    ftp-alternative-to-user ftp-create-dirs ftp-method ftp-pasv ftp-port/P ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc
    ftp-ssl-ccc-mode ftp-ssl-control happy-eyeballs-timeout-ms haproxy-protocol hostpubmd5 hostpubsha256 hsts
    http0.9 http2 http2-prior-knowledge http3 http3-only ignore-content-length insecure/k interface ipv4/4 ipv6/6
    junk-session-cookies/j keepalive-time key key-type krb libcurl limit-rate list-only/l local-port
    location-trusted login-options mail-auth mail-from mail-rcpt mail-rcpt-allowfails manual/M max-filesize metalink
    negotiate netrc/n netrc-file netrc-optional next/: no-alpn no-clobber no-keepalive no-npn no-sessionid noproxy
    ntlm ntlm-wb oauth2-bearer output-dir parallel/Z parallel-immediate parallel-max pass pinnedpubkey post301
    post302 post303 preproxy proto proto-default proto-redir proxy/x proxy-anyauth proxy-basic proxy-cacert
    proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-digest proxy-header proxy-insecure
    proxy-key proxy-key-type proxy-negotiate proxy-ntlm proxy-pass proxy-pinnedpubkey proxy-service-name
    proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword
    proxy-tlsuser proxy-tlsv1 proxy-user/U proxy1.0 proxytunnel/p pubkey quote/Q random-file range/r rate raw
    remote-header-name/J remote-name/O remote-name-all remote-time/R remove-on-error request-target resolve retry
    retry-all-errors retry-connrefused retry-delay retry-max-time sasl-authzid sasl-ir service-name socks4 socks4a
    socks5 socks5-basic socks5-gssapi socks5-gssapi-nec socks5-gssapi-service socks5-hostname speed-limit/Y
    speed-time/y ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2/2
    sslv3/3 stderr styled-output suppress-connect-headers tcp-fastopen tcp-nodelay telnet-option/t tftp-blksize
    tftp-no-options time-cond/z tls-max tls13-ciphers tlsauthtype tlspassword tlsuser tlsv1/1 tlsv1.0 tlsv1.1
    tlsv1.2 tlsv1.3 tr-encoding trace trace-ascii trace-time unix-socket upload-file/T url-query use-ascii/B xattr
        """,
    )
)
BY_LONG: Final = {option[0]: option for option in OPTIONS}
BY_SHORT: Final = {option[1]: option for option in OPTIONS if option[1]}
TRY: Final = "curl: try 'curl --help' or 'curl --manual' for more information\n"


class UsageError(Exception):
    """A command line that curl does not take."""


class AbsentError(UsageError):
    """An option that curl has, and this one has not."""

    def __init__(self, given: str, also: str) -> None:
        """Take it as it was given, and its other name if there is one."""
        super().__init__(f"this page's curl has no {given}{f' ({also})' if also else ''}")


@dataclass
class Settings:
    """What the options say."""

    flags: set[str] = field(default_factory=set)
    last: dict[str, str] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    data: str | None = None
    json: bool = False

    @property
    def loud(self) -> bool:
        """Whether errors are shown."""
        return "silent" not in self.flags or "show-error" in self.flags


def read(words: list[str], warn: Callable[[str], None], files: dict[str, bytes]) -> Settings:
    """Return the settings that the words after `curl` say, in curl's own way of reading them."""
    settings = Settings()
    rest = iter(words)
    for word in rest:
        if word == "--":
            settings.urls += rest
        elif word.startswith("--"):
            name, on = _long(word)
            _take(settings, name, _value(word, rest) if BY_LONG[name][2] else on, warn, files)
        elif word.startswith("-") and word != "-":
            cluster = word[1:]
            while cluster:
                letter, cluster = cluster[0], cluster[1:]
                if letter not in BY_SHORT:
                    for long, short in ABSENT.items():
                        if short == letter:
                            raise AbsentError(f"-{letter}", f"--{long}")
                    raise UsageError(f"option {word}: is unknown")
                name, _, takes, _ = BY_SHORT[letter]
                _take(settings, name, (cluster or _value(word, rest)) if takes else True, warn, files)
                if takes:
                    break
        else:
            settings.urls.append(word)
    return settings


def _long(word: str) -> tuple[str, bool]:
    """Return the option that a word names, in full or by its beginning, and whether it is switched on."""
    given = word[2:]
    for wanted, on in ((given, True), (given.removeprefix("no-"), False)):
        if wanted in BY_LONG:
            return wanted, on
        found = [name for name in BY_LONG if name.startswith(wanted)] if wanted else []
        if len(found) > 1:
            raise UsageError(f"option {word}: is ambiguous")
        if found:
            return found[0], on
    named = [long for long in ABSENT if long in (given, given.removeprefix("no-"))]
    for long in named or [long for long in ABSENT if given and long.startswith(given)]:
        raise AbsentError(f"--{long}", f"-{ABSENT[long]}" if ABSENT[long] else "")
    raise UsageError(f"option {word}: is unknown")


def _value(word: str, rest: Iterator[str]) -> str:
    value = next(rest, None)
    if value is None:
        raise UsageError(f"option {word}: requires parameter")
    return value


def _take(
    settings: Settings, name: str, value: str | bool, warn: Callable[[str], None], files: dict[str, bytes]
) -> None:
    if isinstance(value, bool):
        (settings.flags.add if value else settings.flags.discard)(name)
    elif name == "url":
        settings.urls.append(value)
    elif name == "output":
        settings.outputs.append(value)
    elif name == "header":
        settings.headers.append(value)
    elif name == "json" or name.startswith("data"):
        piece = _data(name, value, warn, files)
        joint = "" if settings.data is None or name == "json" else "&"
        settings.data = (settings.data or "") + joint + piece
        settings.json = settings.json or name == "json"
    else:
        settings.last[name] = value


def _data(name: str, value: str, warn: Callable[[str], None], files: dict[str, bytes]) -> str:
    """Return the data of one option, as text whose characters are bytes."""
    if name == "data-urlencode":
        found = re.match(r"([^=@]*)=(.*)", value, re.DOTALL)
        key, text = (found[1], found[2]) if found else ("", value)
        return f"{key}={quote_plus(text, safe='-._~')}" if key else quote_plus(text, safe="-._~")
    if not value.startswith("@") or name == "data-raw":
        return value.encode().decode("latin-1")
    content = files.get(value[1:])
    if content is None:
        warn(f'Couldn\'t read data from file "{value[1:]}", this makes an empty POST.')
        return ""
    text = content.decode("latin-1")
    return text if name in ("data-binary", "json") else re.sub(r"[\r\n\0]", "", text)


def supported() -> str:
    """Return the options that this console knows, a line."""
    names = [f"-{short}/--{long}" if short else f"--{long}" for long, short, _, words in OPTIONS if words]
    return f"This console knows: {', '.join(names)}.\n"


def usage() -> str:
    """Return what `curl --help` says here."""
    lines = ["Usage: curl [options...] <url>\n"]
    for long, short, takes, words in OPTIONS:
        if words:
            name = f"{f'-{short},' if short else '   '} --{long}{' <…>' if takes else ''}"
            lines.append(f" {name:<24} {words}\n")
    return "".join(lines)


# --- addresses --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Address:
    """An address, taken apart as curl does."""

    host: str
    port: int
    target: str
    user: str
    secure: bool

    @property
    def place(self) -> str:
        """Host and port as the `Host` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"http{'s' if self.secure else ''}://{self.place}{self.target}"


BAD: Final = "URL using bad/illegal format or missing URL"


def parse(url: str, as_is: bool = False) -> Address:
    """Return the address that a URL names.

    >>> parse("localhost:5000/a/../b?x=1#here").url
    'http://localhost:5000/b?x=1'
    """
    scheme, _, rest = url.partition("://") if re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", url) else ("http", "", url)
    if scheme.lower() not in ("http", "https"):
        raise CurlError(1, f'Protocol "{scheme.lower()}" not supported or disabled in libcurl')
    secure = scheme.lower() == "https"
    found = re.fullmatch(r"([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?", rest)
    if not found or re.search(r"[\x00-\x20\x7f]", url):
        raise CurlError(3, BAD)
    authority, path, query = found[1], found[2], found[3] or ""
    user, at, place = authority.rpartition("@")
    pieces = re.fullmatch(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::(\d*))?", place)
    if not pieces or int(pieces[2] or 0) > 65535:
        raise CurlError(3, BAD)
    port = int(pieces[2]) if pieces[2] else 443 if secure else 80
    target = (path if as_is else _without_dots(path)) or "/"
    target = quote(target + query, safe="".join(map(chr, range(0x21, 0x7F))))
    target = re.sub(r"%[0-9A-F]{2}", lambda code: code[0] if code[0] in url else code[0].lower(), target)
    return Address(pieces[1].strip("[]"), port, target, unquote(user) if at else "", secure)


def _without_dots(path: str) -> str:
    """Return the path with `.` and `..` worked out (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")
    for number, part in enumerate(parts):
        if part in (".", ".."):
            if part == ".." and len(kept) > 1:
                kept.pop()
            if number == len(parts) - 1:
                kept.append("")
        else:
            kept.append(part)
    return "/".join(kept)


def spread(url: str) -> list[str]:
    """Return the addresses that `{one,two}` and `[1-3]` in a URL stand for.

    >>> spread("localhost/{tasks,users}/[1-3:2]")
    ['localhost/tasks/1', 'localhost/tasks/3', 'localhost/users/1', 'localhost/users/3']
    """
    parts: list[list[str]] = []
    at = 0
    while at < len(url):
        if url[at] == "{":
            end = url.find("}", at)
            if end < 0:
                raise _glob("unmatched brace", url, at)
            parts.append(url[at + 1 : end].split(","))
            at = end + 1
        elif url[at] == "[" and re.match(r"\[[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]", url[at:]) is None:
            found = re.match(r"\[(?:(\d+)-(\d+)|([a-z])-([a-z])|([A-Z])-([A-Z]))(?::(\d+))?\]", url[at:])
            if not found:
                begun = re.match(r"\[(\d+-)?", url[at:])
                raise _glob("bad range", url, at + (begun.end() if begun else 1))
            first, last = [piece for piece in found.groups()[:6] if piece is not None]
            step = int(found[7] or 1)
            if found[1]:
                width = len(first) if first.startswith("0") else 0
                parts.append([str(number).zfill(width) for number in range(int(first), int(last) + 1, step)])
            else:
                parts.append([chr(number) for number in range(ord(first), ord(last) + 1, step)])
            at += found.end()
        else:
            end = next((place for place in range(at, len(url)) if url[place] in "{[" and place > at), len(url))
            parts.append([url[at:end]])
            at = end
    return ["".join(pieces) for pieces in product(*parts)]


def _glob(what: str, url: str, at: int) -> CurlError:
    return CurlError(3, f"{what} in URL position {at + 1}:\n{url}\n{' ' * at}^")


# --- a command --------------------------------------------------------------------------------------------------------


class Command:
    """One curl command."""

    def __init__(self, machine: Machine, out: Out) -> None:
        """Carry it out on the machine, and write what it shows to `out`."""
        self.machine = machine
        self.out = out
        self.settings = Settings()
        self.open = False

    def run(self, words: list[str]) -> int:
        """Carry out the words after `curl`; return the exit code."""
        warnings: list[str] = []
        try:
            settings = self.settings = read(words, warnings.append, self.machine.files)
        except UsageError as error:
            for warning in warnings:
                self._warn(warning)
            advice = "" if isinstance(error, AbsentError) else TRY
            known = supported() if not advice or "unknown" in str(error) else ""
            self.out("err", f"curl: {error}\n{advice}{known}")
            return 2
        for warning in warnings:
            self._warn(warning)
        if settings.flags & {"help", "version"}:
            known = f"curl {VERSION}, as far as this page can be it\n"
            self.out("out", usage() if "help" in settings.flags else known)
            return 0
        if not settings.urls:
            self.out("err", f"{'curl: no URL specified!' + chr(10) if words else ''}{TRY}")
            return 2
        self._check_method()
        if settings.data is not None and "head" in settings.flags and "get" not in settings.flags:
            self._warn(
                "You can only select one HTTP request method! "
                "You asked for both POST (-d, --data) and HEAD (-I, --head)."
            )
            return 2
        code = 0
        for number, url in enumerate(settings.urls):
            output = settings.outputs[number] if number < len(settings.outputs) else ""
            try:
                addresses = [url] if "globoff" in settings.flags else spread(url)
            except CurlError as error:
                self._complain(error)
                return error.code
            for address in addresses:
                code = self._transfer(address, output)
        if self.open:
            self._note("Connection #0 to host localhost left intact")
        return code

    def _check_method(self) -> None:
        flags, method = self.settings.flags, self.settings.last.get("request", "")
        sends = self.settings.data is not None and "get" not in flags
        usual = "HEAD" if "head" in flags else "POST" if sends else "GET"
        if method.upper() == usual and "verbose" in flags:
            self.out("err", f"Note: Unnecessary use of -X or --request, {usual} is already inferred.\n")
        elif method.upper() == "HEAD" and usual != "HEAD":
            self._warn(
                "Setting custom HTTP method to HEAD with -X/--request may not work the way you want. "
                "Consider using -I/--head instead."
            )

    def _warn(self, text: str) -> None:
        """Show a warning in lines as short as curl's."""
        if "silent" in self.settings.flags:
            return
        width = 79 - len("Warning: ")
        while text:
            cut = len(text) if len(text) < width else text.rfind(" ", 0, width) + 1 or width
            self.out("err", f"Warning: {text[:cut]}\n")
            text = text[cut:]

    def _note(self, text: str) -> None:
        if "verbose" in self.settings.flags:
            self.out("err", f"* {text}\n")

    def _complain(self, error: CurlError) -> None:
        if self.settings.loud:
            self.out("err", f"curl: ({error.code}) {error}\n")

    # --- one transfer

    def _transfer(self, url: str, output: str) -> int:
        facts = Facts(url, url)
        error: CurlError | None = None
        received = bytearray()

        def show(content: bytes) -> None:
            received.extend(content)
            if output in ("", "-"):
                self.out("out", content.decode("utf-8", "replace"))

        try:
            self._follow(url, facts, show)
        except CurlError as problem:
            error = problem
            self._complain(problem)
        if output not in ("", "-", "/dev/null"):
            self.machine.files[output] = bytes(received)
        facts.error = error
        if "write-out" in self.settings.last:
            self._write_out(self.settings.last["write-out"], facts)
        return error.code if error else 0

    def _follow(self, url: str, facts: "Facts", show: Callable[[bytes], None]) -> None:
        flags = self.settings.flags
        data = self.settings.data
        address = parse(url, "path-as-is" in flags)
        if data is not None and "get" in flags:
            joint = "&" if "?" in address.target else "?"
            address = parse(f"{_with_user(address)}{joint}{data}")
            data = None
        facts.url = address.url
        origin = (address.host, address.port)
        method = self.settings.last.get("request") or ("HEAD" if "head" in flags else "GET" if data is None else "POST")
        while True:
            request = self._request(method, address, data, (address.host, address.port) == origin)
            answer = self._ask(request, address)
            facts.method, facts.answer, facts.address = method, answer, address
            target = answer.header("location")
            facts.next = urljoin(address.url, target) if target and 300 <= answer.code < 400 else ""
            ends = "location" not in flags or not facts.next
            self._show(answer, show, body=ends)
            if ends:
                break
            if facts.redirects >= int(self.settings.last.get("max-redirs", REDIRECTS)):
                raise CurlError(47, f"Maximum ({facts.redirects}) redirects followed")
            facts.redirects += 1
            address = parse(facts.next)
            facts.url = address.url
            self._note(f"Issue another request to this URL: '{address.url}'")
            if (answer.code in (301, 302) and data is not None) or (answer.code == 303 and method != "HEAD"):
                data = None  # a method that was asked for by -X stays nevertheless
                method = self.settings.last.get("request") or "GET"
        facts.size = len(answer.body)
        if answer.code >= 400 and flags & {"fail", "fail-with-body"}:
            raise CurlError(22, f"The requested URL returned error: {answer.code}")
        if "head" not in flags:
            _check_whole(answer, self.settings.last.get("max-time", "") if self.open else "")

    def _request(self, method: str, address: Address, data: str | None, same_host: bool) -> Request:
        """Return the request with the headers in curl's order."""
        settings = self.settings
        custom = [header for header in settings.headers if re.match(r"[^:;]+[:;]", header)]
        if settings.json:
            given = {header.split(":")[0].lower() for header in custom}
            more = (("content-type", "Content-Type: application/json"), ("accept", "Accept: application/json"))
            custom += [header for name, header in more if name not in given]
        named = {re.split("[:;]", header)[0].strip().lower(): header for header in custom}
        headers: list[tuple[str, str]] = []

        def add(name: str, value: str) -> None:
            if value and name.lower() not in named:
                headers.append((name, value))

        host = named.get("host", "").partition(":")[2].strip()
        if host or "host" not in named:
            headers.append(("Host", host or address.place))
        user = address.user or settings.last.get("user", "")
        if user and same_host:
            if ":" not in user:
                self.out("err", f"Enter host password for user '{user}':\n")
                user += ":"
            add("Authorization", f"Basic {base64.b64encode(user.encode()).decode()}")
        add("User-Agent", settings.last.get("user-agent", f"curl/{VERSION}"))
        add("Accept", "*/*")
        add("Referer", settings.last.get("referer", ""))
        add("Cookie", settings.last.get("cookie", ""))
        for header in custom:
            name, sign, value = re.fullmatch(r"([^:;]+)([:;])(.*)", header, re.DOTALL).groups()  # type: ignore[union-attr]
            if name.strip().lower() != "host" and (value.strip() or sign == ";"):
                headers.append((name, value.strip()))
        body = b"" if data is None else data.encode("latin-1")
        if data is not None:
            add("Content-Length", str(len(body)))
            add("Content-Type", "application/x-www-form-urlencoded")
        version = "1.0" if "http1.0" in settings.flags else "1.1"
        return Request(method, address.target, headers, body, version)

    def _ask(self, request: Request, address: Address) -> Answer:
        """Send the request to whoever listens there."""
        listener = self.machine.listener
        host = address.host.lower()
        own = host in ("localhost", "0.0.0.0", "::1") or host.startswith("127.") or host.endswith(".localhost")
        if not own and not re.fullmatch(r"[\d.]+|[0-9a-f:]+:[0-9a-f:]*", host):
            raise CurlError(6, f"Could not resolve host: {_asked_for(address.host)}")
        number = "127.0.0.1" if host == "localhost" or host.endswith(".localhost") else address.host
        if not self.open:
            self._note(f"  Trying {number}:{address.port}...")
        reached = listener is not None and number in (listener.host, "0.0.0.0") and address.port == listener.port
        if listener is None or not reached:
            self._note(f"connect to {number} port {address.port} failed: Connection refused")
            failed = f"Failed to connect to {address.host} port {address.port} after 0 ms: Couldn't connect to server"
            self._note(failed)
            self._note("Closing connection 0")
            raise CurlError(7, failed)
        if self.open:
            self._note(f"Re-using existing connection #0 with host {address.host}")
        else:
            self._note(f"Connected to {address.host} ({number}) port {address.port} (#0)")
        if address.secure:
            raise CurlError(35, "OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number")
        if request.header("authorization") and self.settings.last.get("user"):
            user = self.settings.last["user"].partition(":")[0]
            self._note(f"Server auth using Basic with user '{user}'")
        if "verbose" in self.settings.flags:
            lines = [request.line, *(f"{name}: {value}".rstrip() for name, value in request.headers), ""]
            self.out("err", "".join(f"> {line}\n" for line in lines))
        answer = listener.answer(request)
        self.open = answer.header("connection").lower() != "close"
        return answer

    def _show(self, answer: Answer, show: Callable[[bytes], None], *, body: bool) -> None:
        flags = self.settings.flags
        lines = [f"HTTP/{answer.version} {answer.status}", *(f"{name}: {value}" for name, value in answer.headers), ""]
        failed = answer.code >= 400 and "fail" in flags
        shown = bool(flags & {"include", "head"})
        for line in lines:
            if shown and not line:  # the last is told after it is shown, each other before
                show(b"\r\n")
            if "verbose" in flags and not (failed and not line):
                self.out("err", f"< {line}\n")
            if shown and line:
                show(f"{line}\r\n".encode("latin-1"))
        if body and "head" not in flags and not failed:
            show(answer.body)
        if not self.open:
            self._note("Closing connection 0")

    # --- -w

    def _write_out(self, form: str, facts: "Facts") -> None:
        """Print what `-w` asks for."""
        known = facts.known()

        def put(found: re.Match[str]) -> str:
            escape, name, header, percent, other = found.groups()
            if escape:
                return {"n": "\n", "r": "\r", "t": "\t"}.get(escape, f"\\{escape}")
            if header is not None:
                return facts.answer.header(header.lower()) if facts.answer else ""
            if percent:
                return "%"
            if other:
                return other
            if name not in known:
                self.out("err", f"curl: unknown --write-out variable: '{name}'\n")
            return known.get(name, "")

        text = re.sub(r"\\(.)|%\{(?!stderr\}|stdout\})(\w+)\}|%header\{([^}]*)\}|(%%)|(%)(?!\{std)", put, form)
        stream = "out"
        for piece in re.split(r"(%\{stderr\}|%\{stdout\})", text):
            if piece in ("%{stderr}", "%{stdout}"):
                stream = "err" if piece == "%{stderr}" else "out"
            elif piece:
                self.out(stream, piece)


@dataclass
class Facts:
    """What a transfer was, for `-w`."""

    url: str
    given: str
    method: str = "GET"
    answer: Answer | None = None
    address: Address | None = None
    next: str = ""
    redirects: int = 0
    size: int = 0
    error: CurlError | None = None

    def known(self) -> dict[str, str]:
        """Return the variables by name."""
        answer, address = self.answer, self.address
        code = f"{answer.code:03}" if answer else "000"
        return {
            "content_type": answer.header("content-type") if answer else "",
            "errormsg": str(self.error or ""),
            "exitcode": str(self.error.code if self.error else 0),
            "http_code": code,
            "http_version": answer.version if answer else "0",
            "method": self.method,
            "num_headers": str(len(answer.headers) if answer else 0),
            "num_redirects": str(self.redirects),
            "redirect_url": self.next,
            "remote_ip": "127.0.0.1" if answer else "",
            "remote_port": str(address.port if address else 0),
            "response_code": code,
            "scheme": "HTTP" if answer else "",
            "size_download": str(self.size),
            "url": self.given,
            "url_effective": self.url,
            **{f"time_{name}": "0.000000" for name in ("connect", "namelookup", "redirect", "starttransfer", "total")},
        }


def _asked_for(host: str) -> str:
    """Return a host's name as it is looked up: letters beyond ASCII are written in ASCII."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _with_user(address: Address) -> str:
    """Return the address with its user, to be parsed again."""
    if not address.user:
        return address.url
    return address.url.replace("://", f"://{quote(address.user, safe=':')}@", 1)


def _check_whole(answer: Answer, patience: str) -> None:
    """Raise what curl says of an answer that ended too early, or when the patience of `-m` was at an end."""
    length = answer.header("content-length")
    if length and answer.code not in (204, 304) and len(answer.body) < int(length):
        if patience:
            waited = f"Operation timed out after {float(patience) * 1000:.0f} milliseconds"
            raise CurlError(28, f"{waited} with {len(answer.body)} out of {length} bytes received")
        raise CurlError(18, f"transfer closed with {int(length) - len(answer.body)} bytes remaining to read")
    if not answer.whole:
        raise CurlError(18, "transfer closed with outstanding read data remaining")


# --- comparing --------------------------------------------------------------------------------------------------------

APART: Final = re.compile(r"(?:< )?(?:date|server|connection):.*|\* .*|[{}] \[\d+ bytes data\]", re.IGNORECASE)


def normalised(text: str) -> str:
    """Return what curl printed without what page and server do not share: dates, servers' names, curl's own notes.

    >>> normalised("curl: (35) OpenSSL/3.0.22: error:0A00010B:SSL routines::wrong version number")
    'curl: (35) OpenSSL: error:0A00010B:SSL routines::wrong version number'
    """
    plain = re.sub(r"\bOpenSSL/[\d.]+", "OpenSSL", answers.normalised(text))  # of which release is the system's affair
    kept = [line for line in plain.split("\n") if not APART.fullmatch(line)]
    return "\n".join(re.sub(r"after \d+ (ms|milliseconds)", r"after 0 \1", line) for line in kept)
