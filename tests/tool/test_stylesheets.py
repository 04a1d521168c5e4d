"""The joined style sheet."""

from pathlib import Path

import pytest

from musings.site.stylesheets import Joined, finish, join, pruned


def test_sheets_keep_their_order() -> None:
    assert join([("a/x.css", "a {}"), ("b/y.css", "b {}")]) == "a {}\nb {}"


def test_a_relative_address_is_led_to_the_same_file() -> None:
    sheet = join([("assets/live/live.css", "a { src: url('../fonts/a.woff2'), url(b.png) }")], "assets/stylesheets")
    assert sheet == 'a { src: url("../fonts/a.woff2"), url("../live/b.png") }'


def test_addresses_that_are_not_relative_stay() -> None:
    text = 'a { b: url("data:image/svg+xml,<svg/>"); c: url(/d.png); e: url(#f) }'
    assert join([("assets/live/live.css", text)]) == text


def test_a_map_of_one_sheet_is_not_that_of_all() -> None:
    assert join([("a/x.css", "a {}\n/*# sourceMappingURL=x.css.map */")]) == "a {}"


def test_comments_are_left_out_and_notices_are_not() -> None:
    kept = "a { content: '/* no */' }/*! MIT */"
    assert join([("a/x.css", f"/* It's\n two */{kept}")]) == kept


def test_a_page_names_one_sheet_in_the_place_of_the_first_and_keeps_all_others() -> None:
    head = """<head>
      <link rel="stylesheet" href="../assets/x.css">
      <link rel="stylesheet" href="../assets/y.css">
      <link rel="icon" href="../assets/y.css.png">
      <link rel="stylesheet" href="../z.css">
      <link rel="stylesheet" href="../own.css">
    </head>"""
    assert (
        Joined("assets/all.css", ("assets/x.css", "assets/y.css", "z.css")).put(head)
        == """<head>
      <link rel="stylesheet" href="../assets/all.css">
      <link rel="icon" href="../assets/y.css.png">
      <link rel="stylesheet" href="../own.css">
    </head>"""
    )
    assert Joined("assets/all.css", ("gone.css",)).put(head) == head


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".a .b{x:y}.a{x:y}", ".a{x:y}"),
        (".a:is(.b,.c){x:y}", ".a:is(.b,.c){x:y}"),
        (".a:not(.b:hover){x:y}", ".a:not(.b:hover){x:y}"),
        ("[class^=b] .a{x:y}", "[class^=b] .a{x:y}"),
        ("[dir=rtl] .a,[dir=ltr] .a{x:y}", "[dir=ltr] .a{x:y}"),
        (r".a\:b{x:y}.b{x:y}", ""),
        ("@media print{.b{x:y}}", ""),
        ("@media print{@media (a){.a{x:y}}.b{x:y}}", "@media print{@media (a){.a{x:y}}}"),
        ("@keyframes b{0%{x:y}to{x:z}}.b{x:y}", "@keyframes b{0%{x:y}to{x:z}}"),
        ("@charset 'x';.a{x:url(data:a;b{c})}", "@charset 'x';.a{x:url(data:a;b{c})}"),
        ("/*! .b{ } */.a{content:'}.b{'}", "/*! .b{ } */.a{content:'}.b{'}"),
    ],
)
def test_rules_for_what_is_on_no_page_are_left_out(sheet: str, kept: str) -> None:
    assert pruned(sheet, {"a"}) == kept


def test_a_finished_sheet_has_a_name_of_its_own_and_no_picture_that_nothing_shows(tmp_path: Path) -> None:
    theme = ":root{--a:url(a);--b:url(b);--c:1}.used{x:var(--a)}.unused{x:var(--b)}.made{x:y}"
    own = ".unused-too{x:y}"
    folder = tmp_path / "assets" / "stylesheets"
    folder.mkdir(parents=True)
    (folder / "all.1.css").write_text(theme + own)
    (tmp_path / "assets" / "a.js").write_text("classList.add('made')")
    page = tmp_path / "index.html"
    page.write_text('<link rel="stylesheet" href="assets/stylesheets/all.1.css"><p class="used it">')
    finish(tmp_path, Joined("assets/stylesheets/all.1.css", (), len(theme)))
    (sheet,) = folder.iterdir()
    assert sheet.read_text() == ":root{--a:url(a);--c:1}.used{x:var(--a)}.made{x:y}.unused-too{x:y}"
    assert sheet.name != "all.1.css"
    assert f'href="assets/stylesheets/{sheet.name}"' in page.read_text()
