# tests/player/play.py FILE.html FOLLOWED.html -- what a reader does with the player of
# late.lua, and with that of a word count that followed its records.
# SPDX-License-Identifier: MIT
import sys

import browser

address, followed = "file://" + sys.argv[1], "file://" + sys.argv[2]
count = 0
CHOSEN = "[role=tab][aria-selected=true]"


def ok(passed, name, got=""):
    global count
    count += 1
    print(f"{'ok' if passed else 'not ok'} {count} - {name}", flush=True)
    if not passed:
        print(f"#   got: {got}", file=sys.stderr)


def equal(got, wanted, name):
    ok(got == wanted, name, f"{got!r}, wanted {wanted!r}")


def text(page, selector):
    return page.ask(f"document.querySelector('{selector}').innerText")


def how_many(page, selector):
    return page.ask(f"document.querySelectorAll('{selector}').length")


def theme(page):
    return page.ask("document.documentElement.dataset.theme")


def now(page):
    return text(page, "#now")


def seen(page, thing, view="timeline"):
    """Whether a thing of a view can be seen."""
    return page.ask(f"""getComputedStyle(document.querySelector(
        '#view-{view} [data-id="{thing}"]')).visibility""") == "visible"


def lit_lines(page):
    return page.ask("[...document.querySelectorAll('#code .lit')].map(n => n.id)")


def steps_and_keys(page):
    page.open(address)
    equal(now(page), "0.000 s", "the page begins at the beginning")
    ok(not seen(page, "batch-1"), "and knows no batch")
    equal(text(page, "#output"), "(nothing printed yet)", "and no output")
    page.key("PageDown")
    equal(now(page), "1.000 s", "page down goes to the first batch")
    ok(seen(page, "batch-1") and not seen(page, "batch-2"), "which shows, and no other")
    page.key("PageDown")
    page.key("PageDown")
    page.key("PageUp")
    equal(now(page), "2.000 s", "page up goes back by one")
    page.key("ArrowRight", shift=True)
    equal(now(page), "2.200 s", "shift and an arrow go to the next block")
    page.key("PageDown", shift=True)
    equal(now(page), "4.000 s", "shift and page down go to the next window")
    page.key("ArrowRight")
    event = text(page, "#event")
    ok("starts on executor" in event, "an arrow goes to the next event", event)
    page.key("ArrowLeft")
    equal(now(page), "4.000 s", "and back")
    page.key("End")
    equal(now(page), page.ask("moment(data.to)"), "to the end")
    page.key("Home")
    equal(now(page), "0.000 s", "and to the beginning")
    page.ask("document.querySelector('#unit').value = 'b'")
    page.click("#next")
    page.click("#next")
    page.click("#back")
    equal(now(page), "1.000 s", "the buttons go by the unit that was chosen")


def one_moment(page):
    page.open(address + "#t=5.300&batch=4")
    equal(now(page), "5.300 s", "a link leads to a moment")
    scene = "batch 4 runs output 2 of 2 (print) \u00b7 batch 5 waits"
    equal(text(page, "#scene"), scene, "what goes on is said")
    equal(page.ask("document.querySelector('#view-timeline [data-id=headline] text')"
                   ".textContent"), f"5.300 s: {scene}", "in the picture, too")
    equal(lit_lines(page), [f"line-{n}" for n in (5, 9, 10, 11, 13)],
          "the lines at work are lit")
    printed = text(page, "#output").rstrip()
    ok(printed.endswith("\n20"), "the output ends with the last that came", printed)
    equal(text(page, "#selected"), "Batch 4", "the link selects a batch")
    equal(text(page, "#state"), "running", "which runs")
    ok("1.30 s so far" in text(page, "#facts"), "for so long", text(page, "#facts"))
    for view in ("timeline", "stats"):
        lit = how_many(page, f"#view-{view} .lit")
        ok(lit > 2, f"it stands out in {view}", lit)
    ok(page.ask("document.querySelector('#view-timeline [data-id=job-4-1]')"
                ".getAttribute('clip-path') !== null"), "what lasts is cut off at now")
    page.hover("#view-timeline [data-id=job-4-1] polygon")
    tip = text(page, "#tip")
    ok("batch 4, output 2" in tip and "not over yet" in tip and "1.0" not in tip,
       "its name does not tell how long it takes", tip)
    page.hover("#view-timeline [data-id=block-2-1] polygon")
    ok(text(page, "#tip").startswith("block 1 of batch 2: 2 records"),
       "the mouse shows what a block is", text(page, "#tip"))


def no_future(page):
    """At any time nothing is in sight that is of later."""
    for time in (0.7, 2.5, 4.2, 5.3, 7.1):
        page.ask(f"seek({time * 1000})")
        late = page.ask("""[...document.querySelectorAll(".picture [class*='from-']")]
            .filter(n => Number(/from-(\\d+)/.exec(n.getAttribute("class"))[1]) > now
              && n.checkVisibility({visibilityProperty: true})).length""")
        equal(late, 0, f"at {time} s the picture knows nothing of later")
    page.ask("seek(4200)")
    page.click("#tab-stats")
    hidden = page.ask("""[...document.querySelectorAll("#view-stats .batch-4")].map(
        n => getComputedStyle(n).visibility)""")
    equal(hidden, ["visible", "hidden", "hidden"],
          "stats know the rate of batch 4, not yet how long it takes")
    subline = page.ask("""getComputedStyle(document.querySelector(
        "#view-stats [data-id=subline]")).visibility""")
    equal(subline, "hidden", "and no verdict")
    page.key("1")


def selecting(page):
    page.open(address + "#t=6")
    page.click("#view-timeline [data-id=batch-3] polygon")
    equal(text(page, "#selected"), "Batch 3", "a click selects a batch")
    page.key("b")
    equal(text(page, "#selected"), "Batch 4", "a key selects the next")
    page.key("Escape")
    equal(how_many(page, ".picture .lit"), 0, "escape selects nothing")
    page.ask("""(() => { const list = document.querySelector("#key");
        list.value = "mill"; list.dispatchEvent(new Event("change")); })()""")
    marked = how_many(page, "#view-timeline .record.marked")
    ok(marked > 3, "a key stands out in the records", marked)
    ok(page.ask("document.querySelector('#output b').textContent").startswith("(mill,"),
       "and in the output")
    page.until("location.hash.includes('key=mill')")
    equal(page.ask("location.hash"), "#t=6.000&view=timeline&key=mill",
          "the address keeps it")
    page.ask("location.hash = '#t=2.5&view=stats&theme=dark'")
    page.until("now === 2500")
    equal(text(page, CHOSEN), "stats", "a new address is read")
    equal(theme(page), "dark", "with its theme")
    page.key("d")
    equal(theme(page), "light", "a key changes it")
    page.key("1")
    equal(text(page, CHOSEN), "timeline", "and one the view")


def scrubbing(page):
    x, y = page.place("#scrub")
    page.click_at(x, y)
    middle = page.ask("data.to / 2")
    ok(abs(page.ask("now") - middle) < 100, "a click on the slider", page.ask("now"))
    mark, thumb = page.place("#view-timeline .now circle")[0], x
    ok(abs(mark - thumb) < 3, "the slider stands under the axis", (mark, thumb))
    page.key("ArrowRight")
    ok(page.ask("data.steps.some(step => step[0] === now)"), "an arrow on it is a step")
    spoken = page.ask("document.querySelector('#scrub').getAttribute('aria-valuetext')")
    ok(spoken.startswith(now(page)), "which it says", spoken)
    ok(page.until("byId('live').textContent.startsWith(moment(now))"), "and the page")


def playing(page):
    page.key("Home")
    page.key(" ")
    ok(page.until("now > 100"), "space plays")
    page.key(" ")
    stopped = page.ask("now")
    page.ask("new Promise(done => setTimeout(done, 100))")
    equal(page.ask("now"), stopped, "and pauses")


def table(page):
    page.ask("seek(5300)")
    page.click("#table summary")
    page.until("document.querySelectorAll('#rows tr').length > 0")
    cells = page.ask("""[...document.querySelectorAll("#rows tr")].map(
        row => [...row.cells].map(cell => cell.textContent).join(" | "))""")
    equal(len(cells), 5, "the table has the batches that are formed")
    equal(cells[3], "4 | 4000 ms | 20 | 4 + 6 + 6 + 1 + 3 | 5 | 4 s, 6 s | running | "
          "0.00 s | 1.30 s so far | –", "with what is known of each")


def line_of_output(page, batch, begin):
    """The middle of a printed line."""
    return page.ask(f"""(() => {{
      const span = document.querySelector("#output [data-batch='{batch}']");
      const walk = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
      while (!walk.nextNode().data.startsWith("{begin}"));
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      walk.currentNode.parentElement.scrollIntoView();
      const box = range.getBoundingClientRect();
      return [box.x + 20, box.y + box.height / 2];
    }})()""")


def origins(page):
    page.open(followed + "#t=4.06&view=why&batch=4&key=water")
    tree = text(page, "#tree")
    ok(tree.startswith("(water,1) in batch 4 (4000 ms), output 1"),
       "the tree of a result", tree)
    ok("1 from batch 4, p1" in tree and '"the water falls" at 3.1 s' in tree,
       "back to its records", tree)
    ok("output 2" not in page.ask("byId('result').textContent"),
       "no result that is not known yet")
    page.key("End")
    page.ask("select({ batch: 4 })")
    choices = page.ask("[...byId('result').options].map(option => option.text)")
    ok("(water,3), output 2" in choices, "but when it is, it can be chosen", choices)
    page.ask(f"byId('result').value = {choices.index('(the,5), output 1')};"
             "byId('result').dispatchEvent(new Event('change'))")
    ok(text(page, "#tree").startswith("(the,5) in batch 4"), "another result")
    page.key("1")
    page.click_at(*line_of_output(page, 3, "(river"))
    equal(text(page, CHOSEN), "why", "a click on a line of the output shows why")
    ok(text(page, "#tree").startswith("(river,2) in batch 3 (3000 ms)"),
       "it is there", text(page, "#tree"))
    equal(page.ask("[selection.batch, selection.key]"), [3, "river"],
          "and selected in all views")


def calm(page):
    page.open(address)
    page.key(" ")
    page.until("now > 0")
    equal(now(page), "1.000 s", "with little motion playing goes batch by batch")
    page.key(" ")


def narrow(page):
    page.resize(390, 844)
    page.open(address + "#t=7")
    equal(page.ask("document.documentElement.scrollWidth"), 390,
          "a phone's page is no wider than the phone")
    at = page.ask("document.querySelector('#view-timeline .now circle')"
                  ".getBoundingClientRect().x")
    ok(0 < at < 390, "and the present is in sight", at)


def main():
    page = browser.Page()
    for part in (steps_and_keys, one_moment, no_future, selecting, scrubbing, playing,
                 table, origins, narrow):
        part(page)
    other = browser.Page(calm=True, dark=True)
    calm(other)
    equal(theme(other), "dark", "the theme is that of the system")
    equal(page.errors + other.errors, [], "the console is empty")
    asked = {url.split("#")[0] for url in page.requests + other.requests
             if url != "about:blank"}
    equal(asked, {address, followed}, "nothing is asked of anyone")
    page.close()
    other.close()
    print(f"1..{count}")


main()
