"""The joined style sheet."""

from musings.site.stylesheets import join


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
