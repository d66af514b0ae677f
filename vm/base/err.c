/* vm/base/err.c -- filling an Err. */
// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/err.h"
#include "vm/base/utf8.h"

/* A text that was cut must not end inside a UTF-8 character. */
static void drop_cut_character(char *text)
{
    size_t end = strlen(text);
    size_t start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return;

    uint32_t code;
    utf8_decode(text + start - 1, end - start + 1, &code);
    if (code == UTF8_REPLACEMENT)
        text[start - 1] = '\0';
}

bool err_set(Err *err, ErrCode code, const char *format, ...)
{
    if (!err)
        return false;

    /* Formatted aside, because an argument may be the message that is replaced. */
    char text[ERR_MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    int wanted = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (wanted < 0)
        text[0] = '\0';
    else if ((size_t)wanted >= sizeof text)
        drop_cut_character(text);

    err->code = code;
    memcpy(err->message, text, strlen(text) + 1);
    return false;
}

const char *err_class(ErrCode code)
{
    static const char *const classes[] = {
#define CODE(name, java_class) [name] = java_class,
        ERR_CODES(CODE)
#undef CODE
    };

    return classes[code];
}
