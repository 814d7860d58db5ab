"""10 models x 900 prompts: small enough, quick enough.

What is wanted, 2 s to open and 100 ms to filter, is of a quiet machine; the medians are printed. Tests allow five
times as much, for a machine that does other work too.
"""

import math
import statistics

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import SECTIONS

LOADED = 5

FILTER = """async ([which, value]) => {
  const select = document.getElementById('filter-' + which);
  const began = performance.now();
  select.value = value;
  select.dispatchEvent(new Event('change'));
  const computed = performance.now() - began;
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  return [computed, performance.now() - began];
}"""


def test_is_below_three_megabytes(large_file):
    assert large_file.stat().st_size < 3_000_000


def test_holds_ten_models_and_nine_hundred_prompts(open_page, large_file):
    one = open_page(large_file)
    counts = one.page.evaluate(
        "() => { const d = JSON.parse(document.getElementById('data').textContent); return [d.runs[0].models.length, d.runs[0].prompts.ids.length]; }"
    )
    assert counts == [10, 900]


def test_opens_soon(open_page, large_file):
    seconds = []
    for _ in range(3):
        one = open_page(large_file)
        seconds.append(one.page.evaluate(
            """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now() / 1000), 0)))"""
        ))
        one.close()
    print(f"opened in {seconds} s")
    assert statistics.median(seconds) < 2 * LOADED


def test_filters_soon(open_page, large_file):
    one = open_page(large_file)
    usual = {}
    for section in SECTIONS:
        one.show(section)
        for which in ["category", "lang", "layer", "model"]:
            values = one.page.eval_on_selector_all(f"#filter-{which} option", "all => all.map(o => o.value)")
            times = [one.page.evaluate(FILTER, [which, value]) for value in 2 * (values[1:4] + values[:1])]
            usual[section, which] = statistics.median(total for _, total in times)
    print("median ms to the next frame:", {f"{a} {b}": round(t) for (a, b), t in usual.items()})
    assert {place: round(time) for place, time in usual.items() if time >= 100 * LOADED} == {}
    assert one.said == []


def test_alignment_system_prompts_and_drift_are_drawn(open_page, large_file, shots):
    one = open_page(large_file)
    data = one.page.evaluate("() => JSON.parse(document.getElementById('data').textContent)")
    one.choose("model", "model-0")
    one.show("drift").screenshot(path=str(shots / "drift-alarm.png"))
    assert [point for _, point in one.series("chart-drift")[0]["data"]] == [look["distance"] for look in data["drift"]]
    assert "ALARM in the last run, night-10 of model-0" in one.page.locator("#drift").inner_text()
    assert one.page.locator("#table-moved tbody tr").count() == 2
    one.show("systems").screenshot(path=str(shots / "systems-found.png"))
    found = data["runs"][0]["found"]["systems"][0]["styles"][0]
    assert one.series("chart-systems")[1]["data"] == [list(pair) for pair in zip(found["layers"], found["findings"][0]["effect"])]
    one.show("align").screenshot(path=str(shots / "align-found.png"))
    assert [shift["plain"] for shift in data["runs"][0]["found"]["align"][0]["shifts"]] == [
        value for _, value in one.series("chart-shift")[0]["data"]
    ]
    assert "moderate" in one.page.locator("#align").inner_text()
    assert one.said == []


def test_alignments_of_several_models_have_one_scale(open_page, large_file, shots):
    one = open_page(large_file)
    data = one.page.evaluate("() => JSON.parse(document.getElementById('data').textContent)")
    near, far = data["runs"][0]["found"]["align"]
    one.show("align").screenshot(path=str(shots / "align-scale.png"))
    effects = one.series("chart-align")
    assert [each["name"] for each in effects] == [style["style"] for style in near["styles"]]
    for style, each in enumerate(effects):
        drawn = [found["styles"][style][part]["e"] for found in (near, far) for part in ("total", "weights", "template")]
        assert [point[0] for point in each["data"]] == drawn
    axes = one.page.evaluate(
        """() => { const option = id => echarts.getInstanceByDom(document.getElementById(id)).getOption();
          return {effects: option('chart-align').xAxis.map(axis => [axis.min, axis.max]), depth: option('chart-shift').xAxis[0].max, shift: option('chart-shift').yAxis[0].max}; }"""
    )
    farthest = max(style[part][end] for style in far["styles"] for part in ("total", "weights", "template") for end in "lh")
    assert len(set(map(tuple, axes["effects"]))) == 1 and axes["effects"][0][1] >= farthest and axes["effects"][0][0] == -axes["effects"][0][1]
    assert axes["depth"] == 1 and axes["shift"] >= max(shift["chat"] for shift in far["shifts"])
    lines = {each["name"]: each["data"] for each in one.series("chart-shift")}
    assert lines["model-2, chat"] == [[shift["depth"], shift["chat"]] for shift in far["shifts"]]
    assert one.page.locator("#table-sizes tbody tr").count() == 2
    one.page.locator("#fold-table-scaled summary").click()
    assert one.page.locator("#table-scaled tbody td").nth(10).inner_text() == "52.0"
    assert one.said == []


def test_the_series_alarm_is_shown_where_it_was_raised(open_page, large_file, shots):
    one = open_page(large_file)
    found = one.page.evaluate("() => JSON.parse(document.getElementById('data').textContent).series[0]")
    one.choose("model", "model-0")
    one.show("drift").screenshot(path=str(shots / "drift-series.png"))
    evidence, line = one.series("chart-series")
    assert evidence["data"] == [[look["run"], look["evidence"]] for look in found["looks"]]
    assert {point[1] for point in line["data"]} == {math.log10(20)}
    told = one.page.locator("#series-told")
    assert told.inner_text() == "ALARM of the series at run night-09: evidence 31.6, alarm from 20 on."
    assert "alarm" in told.get_attribute("class")
    last = one.page.locator("#table-series tbody tr").nth(10).locator("td").all_inner_texts()
    assert last == ["1.000", "5.00", "1.78e6", "yes"]
    assert "no, repeats night-00" in one.page.locator("#table-series").inner_text()
    one.choose("model", "model-1")
    one.page.click("#language")
    one.show("drift")
    assert "ТРЕВОГА ряда на запуске night-09" in one.page.locator("#drift").inner_text()
    assert one.said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_in_what_few_runs_have(open_page, large_file, theme, language):
    one = open_page(large_file, theme=theme)
    if language == "ru":
        one.page.click("#language")
        one.page.wait_for_selector("#in-overview[data-ready]")
    one.choose("lang", "ru")
    parts = ["#align", "#systems", "#drift"]
    for section in parts:
        one.show(section.removeprefix("#"))
    one.page.eval_on_selector_all("#align details", "all => all.forEach(one => { one.open = true; })")
    one.page.wait_for_selector("#table-scaled")
    found = Axe().run(one.page, context={"include": [[part] for part in parts]}).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    assert one.said == []


def test_a_language_filters_every_row_that_has_one_and_the_rest_says_that_it_is_of_all(open_page, large_file):
    one = open_page(large_file)
    one.choose("model", "model-0")
    noted = {section: one.page.locator(f"#lang-{section}") for section in SECTIONS}
    assert not any(note.is_visible() for note in noted.values())
    one.choose("lang", "ru")
    for section in ("prompts", "map"):
        one.show(section)
        assert not noted[section].is_visible()
    for which in ("strongest", "weakest"):
        assert set(one.page.locator(f"#table-{which} tbody td:nth-child(5)").all_inner_texts()) == {"ru"}
    mapped = one.page.evaluate("() => { const d = JSON.parse(document.getElementById('data').textContent).runs[0]; return [d.prompts.langs, d.models[0].maps.last.prompts]; }")
    dots = sum(len(each["data"]) for each in one.series("chart-map"))
    assert dots == sum(mapped[0][prompt] == "ru" for prompt in mapped[1])
    one.show("drift")
    assert one.page.locator("#table-moved tbody tr").all_inner_texts() == ["cre-001	creative	ru	12"]
    assert "1 of the 2" in one.page.locator("#moved-count").inner_text()
    assert "those in ru are listed" in noted["drift"].inner_text()
    for section in set(SECTIONS) - {"prompts", "map", "drift"}:
        assert "of all languages, not of ru alone" in noted[section].inner_text(), section
    one.choose("lang", "all")
    assert not any(note.is_visible() for note in noted.values())
    one.show("drift")
    assert one.page.locator("#table-moved tbody tr").count() == 2
    assert one.said == []
