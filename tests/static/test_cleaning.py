"""The command that cleans the design system's files takes out what is reserved, and that alone."""

import pytest

from config.vendor_assets import clean_css, clean_js, split_rules

FONTS = '"Helvetica Neue",Arial,sans-serif'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a{color:red}", "a{color:red}"),
        ("/* words */a{color:red}", "a{color:red}"),
        ('@font-face{font-family:"X";src:url(x.woff)}a{color:red}', "a{color:red}"),
        ("a{font-family:GDS Transport,arial,sans-serif}", f"a{{font-family:{FONTS}}}"),
        ("@media print{a{font-family:sans-serif}}", ""),
        ("@media print{a{font-family:sans-serif}b{color:#000}}", "@media print{b{color:#000}}"),
        (".footer__crown,.footer{color:red}", ".footer{color:red}"),
        (".copyright-logo{background:url(/images/x.svg)}a{color:red}", "a{color:red}"),
        ("@supports (x:y){.crest{color:red}}", ""),
        ('@charset "UTF-8";a{color:red}', '@charset "UTF-8";a{color:red}'),
    ],
)
def test_clean_css_takes_out_what_is_reserved(before: str, after: str) -> None:
    assert clean_css(before) == after + "\n"


@pytest.mark.parametrize("css", ["a{background:url(/x.svg)}", "a{font-family:GDS Transport}", "a{color:red"])
def test_clean_css_refuses_what_it_does_not_know(css: str) -> None:
    with pytest.raises(ValueError, match=r"still there|never closed"):
        clean_css(css)


def test_clean_js_drops_the_source_map_alone() -> None:
    assert clean_js("export{a};//# sourceMappingURL=x.js.map\n") == "export{a};\n"


def test_split_rules_keeps_nested_blocks_whole() -> None:
    assert split_rules("@media x{a{b:c}d{e:f}}g{}") == [("@media x", "a{b:c}d{e:f}"), ("g", "")]
