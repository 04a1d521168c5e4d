"""The joined style sheet."""

from musings.site.stylesheets import Joined, join


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
