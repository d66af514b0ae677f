-- sluice.catalog.programs: errors about other programs that sluice asks for help. The
-- fields are those of sluice.CatalogEntry.
-- SPDX-License-Identifier: MIT
return {
  {
    name = "no-graphviz", manual = true,
    meaning = "Graphviz, which draws .svg, .png and .pdf, is missing or failed.",
    why = [[
sluice places everything in a picture and leaves the drawing to neato, a program of
Graphviz. Pictures as text and as .dot need no Graphviz.]],
    command = "sluice view trace.jsonl timeline -o timeline.svg",
    advice = "apt-get install graphviz, or -o timeline.dot",
  },
  {
    name = "no-librsvg", manual = true,
    meaning = "The library librsvg, which makes a PDF of pages, is missing or failed.",
    why = [[
sluice lays the pages of a quiz out itself and leaves the PDF to rsvg-convert, a program
of librsvg. The same sheet as .html, .md and .txt needs no librsvg.]],
    command = "sluice learn quiz -o quiz.pdf",
    advice = "apt-get install librsvg2-bin, or -o quiz.html, which a browser prints",
  },
}
