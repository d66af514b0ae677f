// SPDX-License-Identifier: MIT
#include "vm/graph/failure.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/base/mem.h"

void failure_free(Failure *failure)
{
    mem_free(failure->class_name);
    mem_free(failure->message);
    mem_free(failure->name);
    mem_free(failure->detail);
    mem_free(failure->record);
    mem_free(failure->origin);
    mem_free(failure->file);
    memset(failure, 0, sizeof *failure);
    failure->rdd = RDD_NONE;
}

static char *copy_text(const char *text)
{
    return text != NULL ? mem_copy_string(text) : NULL;
}

void failure_copy(Failure *to, const Failure *from)
{
    *to = (Failure){
        .class_name = copy_text(from->class_name),
        .message = copy_text(from->message),
        .name = copy_text(from->name),
        .detail = copy_text(from->detail),
        .record = copy_text(from->record),
        .origin = copy_text(from->origin),
        .file = copy_text(from->file),
        .line = from->line,
        .rdd = from->rdd,
    };
}

bool failure_is_set(const Failure *failure)
{
    return failure->message != NULL;
}

void failure_append_text(Buffer *out, const Failure *failure)
{
    if (failure->class_name != NULL) {
        buffer_append_string(out, failure->class_name);
        buffer_append_string(out, ": ");
    }
    buffer_append_string(out, failure->message);
}

bool failure_set(Failure *failure, ErrCode code, const char *format, ...)
{
    char text[ERR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);

    *failure = (Failure){.class_name = mem_copy_string(err_class(code)),
        .message = mem_copy_string(text),
        .rdd = RDD_NONE};
    return false;
}

bool failure_to_err(const Failure *failure, Err *err)
{
    static const ErrCode codes[] = {
#define CODE(name, java_class) name,
        ERR_CODES(CODE)
#undef CODE
    };
    ErrCode found = ERR_RUNTIME;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (failure->class_name != NULL &&
            strcmp(err_class(codes[i]), failure->class_name) == 0)
            found = codes[i];
    }
    return err_set(err, found, "%s", failure->message);
}
