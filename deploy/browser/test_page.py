"""The page of the demo: its numbers are the tables', its filters work, everyone can use it."""

import csv
import io
import math

import pytest
import tables
from axe_playwright_python.sync_playwright import Axe
from conftest import SECTIONS

STYLES = ["empathy", "technicality", "creativity", "formality"]


def near(shown, stored):
    """Numbers of a page have four digits."""
    if stored is None or math.isnan(stored):
        return shown is None or shown == "-"
    return shown is not None and abs(shown - stored) <= 1e-9 + 6e-4 * abs(stored)


@pytest.fixture(scope="module")
def run(store):
    return tables.runs(store)[0]


@pytest.fixture(scope="module")
def ids(store, run):
    return tables.models(store, run)


def test_opens_from_disk_without_errors_and_asks_for_nothing_else(opened, page_file):
    for section in SECTIONS:
        opened.show(section)
    assert opened.said == []
    assert opened.asked == [page_file.as_uri()]


def test_the_overview_draws_the_scores(opened, store, run, ids):
    series = opened.series("chart-overview")
    assert [one["name"] for one in series] == STYLES
    counted = 0
    for style, one in zip(STYLES, series):
        for row, model in enumerate(ids):
            score = next(
                s for s in tables.rows(store, "scores", run, model)
                if (s["style"], s["category"], s["pooling"]) == (style, "all", "last")
            )
            estimate, place, low, high, trusted = one["data"][row]
            assert place == row
            assert near(estimate, score["estimate"]) and near(low, score["ci_low"]) and near(high, score["ci_high"])
            assert trusted == (0 if score["grade"] == "X" else 1)
            counted += 1
    assert counted == 4 * len(ids)


def test_trajectories_and_heat_map_draw_the_profiles(opened, store, run, ids):
    for model in ids:
        opened.choose("model", model)
        opened.show("portrait")
        profiles = {
            (p["style"], p["category"], p["layer"]): p
            for p in tables.rows(store, "profiles", run, model)
            if p["method"] == "paired" and p["pooling"] == "last"
        }
        layers = sorted({layer for _, _, layer in profiles})
        lines = {one["id"]: one["data"] for one in opened.series("chart-trajectories") if one["type"] == "line"}
        for style in STYLES:
            drawn = lines[f"line-{style}"]
            assert [layer for layer, _ in drawn] == layers
            for layer, value in drawn:
                assert near(value, profiles[style, "all", layer]["estimate"])
        heat = opened.series("chart-heatmap")
        categories = sorted({category for _, category, _ in profiles} - {"all"}) + ["all"]
        for style, one in zip(STYLES, heat):
            assert len(one["data"]) == len(layers) * len(categories)
            for i, row, value in one["data"]:
                assert near(value, profiles[style, categories[row], layers[i]]["estimate"])


def test_a_number_of_grade_x_stands_grey_in_brackets(opened, store, run, ids):
    failed = [
        (model, s) for model in ids for s in tables.rows(store, "scores", run, model)
        if s["grade"] == "X" and s["category"] == "all" and s["pooling"] == "last" and not math.isnan(s["estimate"])
    ]
    rows = opened.page.locator("#table-overview tbody tr")
    for model, score in failed:
        cells = rows.nth(ids.index(model)).locator("td")
        cell = cells.nth(4 * STYLES.index(score["style"]))
        assert cell.inner_text() == f"({score['estimate']:.1f})"
        assert cell.locator(".untrusted").count() == 1
    said = opened.page.locator("#sentences").inner_text()
    for model, score in failed:
        assert f"{score['style']}: {model} is above" not in said


def test_the_category_filter_shows_the_category(opened, store, run, ids):
    opened.choose("category", "emotional")
    series = opened.series("chart-overview")
    seen = 0
    for style, one in zip(STYLES, series):
        for row, model in enumerate(ids):
            score = [
                s for s in tables.rows(store, "scores", run, model)
                if (s["style"], s["category"], s["pooling"]) == (style, "emotional", "last")
            ]
            assert near(one["data"][row][0], score[0]["estimate"] if score else None)
            seen += len(score)
    assert seen > 0
    opened.show("prompts")
    categories = opened.page.locator("#table-strongest tbody td:nth-child(3)").all_inner_texts()
    assert categories and set(categories) == {"emotional"}


def test_the_layer_filter_shows_the_layer(opened, store, run, ids):
    opened.choose("layer", "12")
    series = opened.series("chart-overview")
    for style, one in zip(STYLES, series):
        for row, model in enumerate(ids):
            profile = next(
                p for p in tables.rows(store, "profiles", run, model)
                if (p["style"], p["category"], p["pooling"], p["layer"], p["method"]) == (style, "all", "last", 12, "paired")
            )
            assert near(one["data"][row][0], profile["estimate"])
            assert one["data"][row][4] == (0 if profile["grade"] == "X" else 1)
    opened.show("map")
    assert "layer 12" in opened.page.locator("#map-told").inner_text()


def test_the_states_filter_shows_the_other_pooling(opened, store, run, ids):
    opened.choose("pooling", "user")
    one = opened.series("chart-overview")[0]
    for row, model in enumerate(ids):
        score = next(
            s for s in tables.rows(store, "scores", run, model)
            if (s["style"], s["category"], s["pooling"]) == ("empathy", "all", "user")
        )
        assert near(one["data"][row][0], score["estimate"])


def test_prompts_are_ranked_by_their_mean_over_the_band(opened, store, run, ids):
    model = opened.page.input_value("#filter-model")
    band = next(
        s for s in tables.rows(store, "scores", run, model)
        if (s["style"], s["category"], s["pooling"]) == ("empathy", "all", "last")
    )["layers"]
    sums = {}
    for t in tables.rows(store, "trajectories", run, model):
        if (t["style"], t["condition"], t["pooling"]) == ("empathy", "default", "last") and t["layer"] in band:
            sums.setdefault(t["prompt_id"], []).append(t["score"])
    means = {prompt: sum(values) / len(band) for prompt, values in sums.items()}
    order = sorted(means, key=means.get, reverse=True)
    opened.show("prompts")
    assert opened.page.locator("#table-strongest tbody th").all_inner_texts() == order[:5]
    assert opened.page.locator("#table-weakest tbody th").all_inner_texts() == order[-5:][::-1]
    text = opened.page.locator("#table-strongest tbody td").nth(4).inner_text()
    assert text and "<|" not in text


def test_the_map_moves_with_its_slider_and_keeps_its_axes(opened):
    opened.show("map")
    axes = "() => { const o = echarts.getInstanceByDom(document.getElementById('chart-map')).getOption(); return [o.xAxis[0].min, o.xAxis[0].max, o.yAxis[0].max]; }"
    before, bounds = opened.series("chart-map"), opened.page.evaluate(axes)
    opened.page.focus("#map-slider")
    opened.page.keyboard.press("ArrowRight")
    after = opened.series("chart-map")
    assert sum(len(one["data"]) for one in before) >= 100
    assert [one["name"] for one in before] == [one["name"] for one in after]
    assert before[0]["data"] != after[0]["data"]
    assert opened.page.evaluate(axes) == bounds
    opened.page.select_option("#pick-colour", "condition")
    assert len(opened.series("chart-map")) == 9


def test_a_table_is_copied_as_csv(browser, open_page, page_file):
    one = open_page(page_file, permissions=["clipboard-read", "clipboard-write"])
    one.page.locator("#overview button", has_text="CSV").click()
    one.page.wait_for_selector("#overview .copied:not(:empty)")
    copied = list(csv.reader(io.StringIO(one.page.evaluate("navigator.clipboard.readText()"))))
    shown = one.page.locator("#table-overview tbody tr").count()
    assert len(copied) == shown + 1
    assert copied[0][0] == "model" and copied[0][1] == "empathy"
    assert float(copied[1][1]) == pytest.approx(one.series("chart-overview")[0]["data"][0][0])


def test_a_dot_tells_its_value(opened):
    place = opened.page.evaluate(
        """() => { const chart = echarts.getInstanceByDom(document.getElementById('chart-overview'));
          const item = chart.getOption().series[0].data.findIndex(one => one[0] !== null);
          const one = chart.getOption().series[0].data[item];
          const [x, y] = chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [one[0], one[1]]);
          const box = chart.getDom().getBoundingClientRect(); return [box.x + x, box.y + y, one[0]]; }"""
    )
    opened.page.mouse.move(place[0], place[1])
    tip = opened.page.locator("#chart-overview .tip")
    tip.wait_for()
    assert f"{place[2]:.1f}" in tip.inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing(open_page, page_file, theme, language):
    one = open_page(page_file, theme=theme)
    if language == "ru":
        one.page.click("#language")
        one.page.wait_for_selector("#in-overview[data-ready]")
    for section in SECTIONS:
        one.show(section)
    one.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
    one.page.wait_for_function("[...document.querySelectorAll('details')].every(one => one.querySelector('table, .chart'))")
    found = Axe().run(one.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    assert one.page.evaluate("document.documentElement.lang") == language
    assert one.page.evaluate("document.documentElement.dataset.theme") == theme


def test_russian_says_everything_in_russian(opened):
    opened.page.click("#language")
    for section in SECTIONS:
        opened.show(section)
    assert opened.page.locator("#overview h2").inner_text() == "Обзор"
    assert opened.page.locator("#table-overview thead th").nth(1).inner_text() == "эмпатия"
    assert "," in opened.page.locator("#table-overview tbody td").first.inner_text()
    for heading in opened.page.locator("h2, h3, summary").all_inner_texts():
        assert any("а" <= letter.lower() <= "я" for letter in heading), heading


def test_the_keyboard_reaches_everything(opened):
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(40):
        opened.page.keyboard.press("Tab")
        reached.add(opened.page.evaluate("document.activeElement.id"))
    assert {"language", "theme", "filter-run", "filter-model", "filter-category", "filter-layer"} <= reached
    opened.page.focus("#filter-category")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.evaluate("document.activeElement.id") == "filter-category"
    assert opened.page.input_value("#filter-category") != "all"


def test_what_is_missing_is_named(opened):
    opened.show("drift")
    assert "No drift here" in opened.page.locator("#drift").inner_text()
    opened.show("systems")
    assert "No system prompts" in opened.page.locator("#systems").inner_text()
    opened.show("align")
    assert "No alignment" in opened.page.locator("#align").inner_text()


def test_prints_all_sections(opened, shots):
    opened.page.pdf(path=str(shots / "report.pdf"), format="A4")
    assert (shots / "report.pdf").stat().st_size > 100_000
    opened.page.wait_for_selector("#in-overview[data-ready]")
    assert opened.said == []


def test_screenshots(open_page, page_file, shots):
    for theme in ["light", "dark"]:
        one = open_page(page_file, theme=theme)
        one.page.screenshot(path=str(shots / f"page-{theme}.png"))
        for section in SECTIONS:
            one.show(section).screenshot(path=str(shots / f"{section}-{theme}.png"))
    assert len(list(shots.glob("*.png"))) >= 2 * len(SECTIONS)
