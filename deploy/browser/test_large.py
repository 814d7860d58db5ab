"""10 models x 900 prompts: small enough, quick enough.

What is wanted, 2 s to open and 100 ms to filter, is of a quiet machine; the medians are printed. Tests allow five
times as much, for a machine that does other work too.
"""

import statistics

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
    assert one.page.locator("#table-moved tbody tr").count() == 1
    one.show("systems").screenshot(path=str(shots / "systems-found.png"))
    found = data["runs"][0]["found"]["systems"][0]["styles"][0]
    assert one.series("chart-systems")[1]["data"] == [list(pair) for pair in zip(found["layers"], found["findings"][0]["effect"])]
    one.show("align").screenshot(path=str(shots / "align-found.png"))
    assert [shift["plain"] for shift in data["runs"][0]["found"]["align"][0]["shifts"]] == [
        value for _, value in one.series("chart-shift")[0]["data"]
    ]
    assert "moderate" in one.page.locator("#align").inner_text()
    assert one.said == []
