# tests/player/axe.py FILE.html AXE.js -- what an accessibility checker finds in a page,
# in both themes, on a screen and on a phone, with everything open. Prints each finding
# and exits with 1 if there is one.
# SPDX-License-Identifier: MIT
import sys

import browser

RUN = """axe.run(document, {resultTypes: ["violations"]}).then(result =>
  result.violations.map(found => [found.id, found.help,
    found.nodes.map(node => node.html.slice(0, 160) + " | " + node.failureSummary)]))"""


def findings(page, checker, what):
    page.ask(checker)
    found = page.ask(RUN)
    for name, text, nodes in found:
        print(f"{what}: {name}: {text}")
        for node in nodes[:3]:
            print(f"    {node}")
    return len(found)


def main():
    address = "file://" + sys.argv[1]
    with open(sys.argv[2], encoding="utf-8") as file:
        checker = file.read()
    count, page = 0, browser.Page()
    for width, height in ((1366, 768), (390, 844)):
        page.resize(width, height)
        for theme in ("light", "dark"):
            page.open(f"{address}#t=5.3&batch=4&key=mill&theme={theme}")
            page.ask("byId('table').open = true")
            names = page.ask("views.map(view => view.name)")
            for name in names:
                page.ask(f"showView({name!r})")
                count += findings(page, checker, f"{name}, {theme}, {width}")
            page.ask("byId('keys').showModal()")
            count += findings(page, checker, f"keys, {theme}, {width}")
    page.close()
    print(f"{count} findings")
    sys.exit(count > 0)


main()
