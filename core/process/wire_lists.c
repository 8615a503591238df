/* SPDX-License-Identifier: MIT
 *
 * Lists of names with a text or a number each.
 */
#include "core/process/wire_lists.h"

void wire_put_pairs(GByteArray *out, struct ts_list pairs)
{
    wire_put_u32(out, pairs.count);
    for (guint32 i = 0; i < pairs.count; i++) {
        const struct ts_pair *pair = ts_item(pairs, i);
        wire_put_str(out, pair->name);
        wire_put_str(out, pair->value);
    }
}

struct ts_list wire_get_pairs(struct wire_reader *in, struct arena *arena)
{
    guint32 count = wire_get_count(in, 8);
    struct ts_pair *pairs = arena_alloc(arena, count * sizeof *pairs);
    for (guint32 i = 0; i < count; i++) {
        pairs[i].name = wire_get_str(in);
        pairs[i].value = wire_get_str(in);
    }
    return (struct ts_list){pairs, count, sizeof *pairs};
}

void wire_put_numbers(GByteArray *out, struct ts_list numbers)
{
    wire_put_u32(out, numbers.count);
    for (guint32 i = 0; i < numbers.count; i++) {
        const struct ts_number *number = ts_item(numbers, i);
        wire_put_str(out, number->name);
        wire_put_double(out, number->value);
    }
}

struct ts_list wire_get_numbers(struct wire_reader *in, struct arena *arena)
{
    guint32 count = wire_get_count(in, 12);
    struct ts_number *numbers = arena_alloc(arena, count * sizeof *numbers);
    for (guint32 i = 0; i < count; i++) {
        numbers[i].name = wire_get_str(in);
        numbers[i].value = wire_get_double(in);
    }
    return (struct ts_list){numbers, count, sizeof *numbers};
}
