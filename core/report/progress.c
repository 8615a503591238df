/* SPDX-License-Identifier: MIT
 *
 * The progress line.
 */
#include "core/report/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "core/report/term_text.h"
#include "core/report/words.h"

#define TERMINAL_INTERVAL (G_USEC_PER_SEC / 10)
#define PLAIN_INTERVAL (10 * G_USEC_PER_SEC)
#define RATE_WINDOW G_USEC_PER_SEC

struct progress {
    FILE *out;
    gboolean is_silent, is_terminal, has_written, is_stale;
    gint64 (*clock)(void);
    gint64 started, written;
    char *language;
    struct progress_counts counts;
    /* the rate: documents since the window began */
    gint64 window_start;
    guint64 window_done;
    gboolean has_rate;
    double rate;
};

static gint64 monotonic(void)
{
    return g_get_monotonic_time();
}

struct progress *progress_new(enum progress_mode mode, FILE *out)
{
    struct progress *progress = g_new0(struct progress, 1);
    progress->out = out;
    progress->is_terminal = isatty(fileno(out));
    progress->is_silent =
        mode == PROGRESS_NEVER || (mode == PROGRESS_AUTO && !progress->is_terminal);
    progress->language = g_strdup("en");
    progress_set_clock(progress, monotonic);
    return progress;
}

void progress_speak(struct progress *progress, const char *language)
{
    g_free(progress->language);
    progress->language = g_strdup(language);
}

void progress_set_clock(struct progress *progress, gint64 (*clock)(void))
{
    progress->clock = clock;
    progress->started = clock();
    progress->window_start = progress->started;
    progress->written = progress->started;
}

static guint columns(FILE *out)
{
    struct winsize size;
    return ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* Smoothed, so that a single slow document does not make it jump. */
static void measure_rate(struct progress *progress, gint64 now)
{
    if (progress->counts.is_opening) {
        progress->window_start = now;
        return;
    }
    gint64 span = now - progress->window_start;
    if (span <= 0 || (span < RATE_WINDOW && progress->has_rate)) {
        return;
    }
    double fresh =
        (double)(progress->counts.done - progress->window_done) * G_USEC_PER_SEC / (double)span;
    progress->rate = progress->has_rate ? 0.7 * progress->rate + 0.3 * fresh : fresh;
    if (span >= RATE_WINDOW) {
        progress->has_rate = TRUE;
        progress->window_start = now;
        progress->window_done = progress->counts.done;
    }
}

static char *elapsed(gint64 usec)
{
    gint64 seconds = usec / G_USEC_PER_SEC;
    return seconds < 3600 ? g_strdup_printf("%d:%02d", (int)(seconds / 60), (int)(seconds % 60))
                          : g_strdup_printf("%d:%02d:%02d", (int)(seconds / 3600),
                                            (int)(seconds / 60 % 60), (int)(seconds % 60));
}

static char *compose(const struct progress *progress, gint64 now)
{
    const char *language = progress->language;
    const struct progress_counts *counts = &progress->counts;
    g_autofree char *time = elapsed(now - progress->started);
    if (counts->is_opening) {
        return g_strdup_printf("%s  %s", time, words_get(language, WORD_PROGRESS_OPENING));
    }
    g_autofree char *done = words_number(language, counts->done);
    g_autofree char *queued = words_number(language, counts->queued);
    g_autofree char *findings = words_number(language, counts->findings);
    g_autofree char *rate = g_strdup_printf(progress->rate < 10 ? "%.1f" : "%.0f", progress->rate);
    const struct message_value values[] = {
        {"done", done}, {"queued", queued}, {"rate", rate}, {"findings", findings}};
    g_autofree char *text = words_say(language, WORD_PROGRESS, values, G_N_ELEMENTS(values));
    if (counts->unchecked == 0) {
        return g_strdup_printf("%s  %s", time, text);
    }
    g_autofree char *gaps = words_count(language, WORD_PROGRESS_UNCHECKED, counts->unchecked);
    return g_strdup_printf("%s  %s, %s", time, text, gaps);
}

static void write_line(struct progress *progress, gint64 now)
{
    g_autofree char *line = compose(progress, now);
    if (progress->is_terminal) {
        struct term_excerpt fit = term_excerpt(line, 0, 0, columns(progress->out) - 1);
        fprintf(progress->out, "\r\033[K%s", fit.after->str);
        term_excerpt_clear(&fit);
    } else {
        fprintf(progress->out, "%s\n", line);
    }
    fflush(progress->out);
    progress->written = now;
    progress->has_written = TRUE;
    progress->is_stale = FALSE;
}

void progress_update(struct progress *progress, const struct progress_counts *counts)
{
    progress->counts = *counts;
    progress->is_stale = TRUE;
    if (progress->is_silent) {
        return;
    }
    gint64 now = progress->clock();
    if (now - progress->written >= (progress->is_terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL)) {
        measure_rate(progress, now);
        write_line(progress, now);
    }
}

void progress_finish(struct progress **progress)
{
    struct progress *own = *progress;
    if (!own) {
        return;
    }
    if (!own->is_silent && own->is_terminal && own->has_written) {
        fputs("\r\033[K", own->out); /* the report follows on the same screen */
        fflush(own->out);
    } else if (!own->is_silent && !own->is_terminal && own->is_stale) {
        gint64 now = own->clock();
        measure_rate(own, now);
        write_line(own, now);
    }
    g_free(own->language);
    g_free(own);
    *progress = NULL;
}
