/* SPDX-License-Identifier: MIT
 *
 * A value as people read it, in English or Dutch.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-facts/value.h"

enum { ENGLISH, DUTCH };

static const struct {
    const char *one, *many;
} unit_names[][2] = {
    [UNIT_MINUTE] = {{"minute", "minutes"}, {"minuut", "minuten"}},
    [UNIT_HOUR] = {{"hour", "hours"}, {"uur", "uur"}},
    [UNIT_DAY] = {{"day", "days"}, {"dag", "dagen"}},
    [UNIT_WORKDAY] = {{"workday", "workdays"}, {"werkdag", "werkdagen"}},
    [UNIT_WEEK] = {{"week", "weeks"}, {"week", "weken"}},
    [UNIT_MONTH] = {{"month", "months"}, {"maand", "maanden"}},
    [UNIT_YEAR] = {{"year", "years"}, {"jaar", "jaar"}},
};

/* Words of the normal form of a week, and what people say for them. */
static const struct {
    const char *normal, *dutch;
} week_words[] = {
    {"Mo", "ma"}, {"Tu", "di"}, {"We", "wo"}, {"Th", "do"},
    {"Fr", "vr"}, {"Sa", "za"}, {"Su", "zo"}, {"closed", "gesloten"},
};

static char *say_week(const char *normal, int tongue)
{
    GString *text = g_string_new(normal);
    for (size_t i = 0; tongue == DUTCH && i < G_N_ELEMENTS(week_words); i++) {
        g_string_replace(text, week_words[i].normal, week_words[i].dutch, 0);
    }
    return g_string_free(text, FALSE);
}

static void say_bound(GString *text, const struct value *value, int tongue)
{
    gboolean is_money = value->type == VALUE_MONEY;
    if (value->is_at_most) {
        const char *english = value->type == VALUE_DURATION ? "within " : "at most ";
        const char *dutch = value->type == VALUE_DURATION ? "binnen " : "hoogstens ";
        g_string_append(text, tongue == DUTCH ? dutch : english);
    } else if (value->is_at_least) {
        const char *english = is_money ? "from " : "at least ",
                   *dutch = is_money ? "vanaf " : "minstens ";
        g_string_append(text, tongue == DUTCH ? dutch : english);
    }
}

static char *say_duration(const char *normal, const struct value *value, int tongue)
{
    size_t size = strspn(normal, "0123456789.-");
    double last = value->is_at_least ? value->low : value->high;
    gboolean is_one = fabs(last - 1) < 1e-9;
    const char *name =
        is_one ? unit_names[value->unit][tongue].one : unit_names[value->unit][tongue].many;
    g_autofree char *number = g_strndup(normal, size);
    return g_strdup_printf("%s %s", tongue == DUTCH ? g_strdelimit(number, ".", ',') : number,
                           name);
}

/* The euro has its sign; it stands before the number. */
static char *say_money(const char *normal, const struct value *value, int tongue)
{
    const char *space = strchr(normal, ' ');
    if (!space) {
        return g_strdup(tongue == DUTCH ? "gratis" : "free");
    }
    g_autofree char *number = g_strndup(normal, (gsize)(space - normal));
    g_strdelimit(number, ".", tongue == DUTCH ? ',' : '.');
    if (!g_str_equal(value->currency, "EUR")) {
        return g_strdup_printf("%s %s", value->currency, number);
    }
    return g_strconcat(tongue == DUTCH ? "€ " : "€", number, NULL);
}

char *value_say(const struct value *value, const char *language)
{
    int tongue = g_str_has_prefix(language, "nl") ? DUTCH : ENGLISH;
    GString *text = g_string_new(NULL);
    g_autofree char *normal = value_print(value);
    g_autofree char *said = NULL;
    switch (value->type) {
    case VALUE_HOURS:
        said = say_week(normal, tongue);
        break;
    case VALUE_DURATION:
        said = say_duration(normal, value, tongue);
        break;
    case VALUE_MONEY:
        said = say_money(normal, value, tongue);
        break;
    default:
        said = g_strdup(normal);
    }
    say_bound(text, value, tongue);
    g_string_append(text, said);
    return g_string_free(text, FALSE);
}
