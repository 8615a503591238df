/* SPDX-License-Identifier: MIT
 *
 * Cues of transcripts, one at a time.
 */
#ifndef PLUGINS_READ_VOICE_CUES_H
#define PLUGINS_READ_VOICE_CUES_H

#include "plugins/read-voice/voice.h"

struct cue {
    guint number;       /* from 1 */
    guint64 begin, end; /* milliseconds */
    struct ts_str text; /* its lines, as written */
};

struct cue_scan {
    struct ts_str text;
    size_t at;
    gboolean is_srt;
    guint count;
    guint broken_count, stray_count;  /* cues with broken times; text outside of cues */
    size_t first_broken, first_stray; /* where the first of them stands */
};

/* Behind the signature and header of a WebVTT file; 0, or -1: it has none. */
int cue_scan_init(struct cue_scan *scan, struct ts_str text, gboolean is_srt);

/* 1, or 0 at the end. */
int cue_scan_next(struct cue_scan *scan, struct cue *cue_r);

#define CUE_WHERE_SIZE 60u

/* cue_text.c: says a cue's text without its tags. */
struct cue_text {
    struct voice *voice;
    const char *language;       /* of the document */
    char where[CUE_WHERE_SIZE]; /* of the block at work */
    char here[CUE_WHERE_SIZE];  /* of this cue, where the next block begins */
    gboolean is_srt;
};
void cue_text_end_block(struct cue_text *text);
void cue_text_say(struct cue_text *text, struct ts_str lines);

#endif
