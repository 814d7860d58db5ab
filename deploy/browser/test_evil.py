"""Names of models and texts of prompts that try to become part of the page."""

from conftest import SECTIONS


def test_names_and_prompts_are_shown_and_never_run(open_page, evil_file):
    one = open_page(evil_file)
    for section in SECTIONS:
        one.show(section)
    data = one.page.evaluate("() => JSON.parse(document.getElementById('data').textContent)")
    model = data["runs"][0]["models"][0]["id"]
    assert "<" in model and "'" in model and '"' in model and "Ж" in model
    assert one.page.evaluate("window.hit") is None
    assert one.page.locator("img, iframe, script[src]").count() == 0
    assert model in one.page.locator("#table-overview tbody th").all_inner_texts()
    assert any("<img" in text for text in one.page.locator("#table-strongest td").all_inner_texts())
    assert [line for line in one.said if "Content Security Policy" in line] == []
    place = one.page.evaluate(
        """() => { const chart = echarts.getInstanceByDom(document.getElementById('chart-overview'));
          const one = chart.getOption().series[0].data[0];
          const [x, y] = chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [one[0], one[1]]);
          const box = chart.getDom().getBoundingClientRect(); return [box.x + x, box.y + y]; }"""
    )
    one.show("overview")
    one.page.mouse.move(*place)
    one.page.wait_for_timeout(100)
    assert one.page.locator("img").count() == 0
    assert one.page.evaluate("window.hit") is None


def test_missing_intervals_and_missing_parts_are_named(open_page, evil_file):
    one = open_page(evil_file)
    text = one.page.locator("#overview").inner_text()
    assert "is half done" in text
    assert "NaN" not in text and "undefined" not in text and "null" not in text
    assert "–" in text
