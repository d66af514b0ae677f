/* cli/graphviz.c -- what neato is asked, and what is said when it cannot. */
// SPDX-License-Identifier: MIT
#include "cli/graphviz.h"

#include <string.h>

#include "cli/child.h"
#include "vm/base/check.h"

static bool fail(ChildEnd end, ChildTalk *talk, Err *err)
{
    if (end == CHILD_MISSING)
        return err_set(err, ERR_IO,
            "Graphviz is not installed: there is no program neato. It is in the package "
            "graphviz; -o FILE.dot and text need no Graphviz");
    return err_set(err, ERR_IO, "Graphviz could not draw this picture: %s",
        child_complaint(talk));
}

bool graphviz_render(const char *dot, size_t size, const char *format, Buffer *picture,
    Err *err)
{
    char option[16] = "-T";
    CHECK(strlen(format) < sizeof option - 2);
    strcat(option, format);
    char program[] = "neato", placed[] = "-n2";
    char *const arguments[] = {program, placed, option, NULL};

    ChildTalk talk = {.input = dot, .input_size = size, .output = picture};
    ChildEnd end = child_talk(arguments, &talk);
    bool drawn = end == CHILD_DONE || fail(end, &talk, err);
    buffer_free(&talk.complaint);
    return drawn;
}
