// SPDX-License-Identifier: MIT
#include "vm/streaming/input_info.h"

#include "vm/base/mem.h"

void input_infos_free(InputInfos *infos)
{
    for (int i = 0; i < infos->count; i++)
        mem_free(infos->batches[i].items);
    mem_free(infos->batches);
    *infos = (InputInfos){0};
}

static BatchInputs *find(const InputInfos *infos, SimTime batch)
{
    for (int i = infos->count - 1; i >= 0; i--) {
        if (infos->batches[i].batch == batch)
            return &infos->batches[i];
    }
    return NULL;
}

static BatchInputs *add(InputInfos *infos, SimTime batch)
{
    infos->batches = mem_grow(infos->batches, &infos->capacity, infos->count + 1,
        sizeof *infos->batches);
    BatchInputs *added = &infos->batches[infos->count++];
    *added = (BatchInputs){.batch = batch};
    return added;
}

bool input_infos_report(InputInfos *infos, SimTime batch, InputInfo info, Err *err)
{
    BatchInputs *inputs = find(infos, batch);
    for (int i = 0; inputs != NULL && i < inputs->count; i++) {
        if (inputs->items[i].input == info.input)
            return err_set(err, ERR_STATE,
                "Input stream %d for batch %lld ms is already added into "
                "InputInfoTracker, this is an illegal state",
                info.input, (long long)(batch / TIME_MS(1)));
    }
    if (inputs == NULL)
        inputs = add(infos, batch);
    inputs->items = mem_grow(inputs->items, &inputs->capacity, inputs->count + 1,
        sizeof *inputs->items);
    inputs->items[inputs->count++] = info;
    return true;
}

const InputInfo *input_infos_get(const InputInfos *infos, SimTime batch, int *n)
{
    const BatchInputs *inputs = find(infos, batch);
    *n = inputs != NULL ? inputs->count : 0;
    return inputs != NULL ? inputs->items : NULL;
}

void input_infos_cleanup(InputInfos *infos, SimTime threshold)
{
    int kept = 0;
    for (int i = 0; i < infos->count; i++) {
        if (infos->batches[i].batch < threshold)
            mem_free(infos->batches[i].items);
        else
            infos->batches[kept++] = infos->batches[i];
    }
    infos->count = kept;
}
