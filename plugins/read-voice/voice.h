/* SPDX-License-Identifier: MIT
 *
 * What one document says, on its way to the host: prompts with their places, the numbers they
 * tell, the recordings nobody wrote down. The parsers of the formats share it.
 */
#ifndef PLUGINS_READ_VOICE_VOICE_H
#define PLUGINS_READ_VOICE_VOICE_H

#include "plugins/common/blocks.h"
#include "plugins/common/spoken.h"

#define VOICE_RECORDINGS 10000u /* names of recordings that are told apart */
#define VOICE_NAMES 3u          /* of them that are said */
#define VOICE_NAME_SIZE 60u     /* bytes of one */
#define VOICE_NUMBERS 1000u     /* spoken telephone numbers of a document */

struct voice {
    struct ts_call *call;
    struct ts_str source; /* UTF-8, lines end in \n */
    struct source_cursor cursor;
    struct block_builder builder;
    gboolean has_speech; /* in the block at work: more than values */
    gboolean is_failed;
    gboolean is_long; /* some prompt was cut: READER_BLOCK_SIZE */
    guint block_count, link_count, number_count;
    GHashTable *recordings; /* char *: without a transcript */
    GPtrArray *names;       /* char *: the first of them */
    GArray *telephones;     /* struct voice_stretch, in the block at work */
};

/* Bytes of the block at work that the markup calls a telephone number. */
struct voice_stretch {
    size_t offset, length;
};

void voice_init(struct voice *voice, struct ts_call *call, struct ts_str source);
void voice_finish(struct voice *voice);

/* Adds words that stand at offset of the source. */
void voice_say(struct voice *voice, struct ts_str text, size_t offset);

/* The same of text inside the source, with character references; "$1" and "${name}" are values if
 * it is a template. */
void voice_say_source(struct voice *voice, struct ts_str text, gboolean is_template);

/* What is only known in the call: the words around it belong together, it is none of them. */
void voice_say_value(struct voice *voice, struct ts_str text, size_t offset);

/* Emits the block at work and the telephone numbers in it; nothing if nothing was said. */
void voice_end_block(struct voice *voice, uint32_t role, const char *language, const char *where);

/* A recording without a transcript: a path or an address. */
void voice_add_recording(struct voice *voice, struct ts_str path);

void voice_link(struct voice *voice, uint32_t purpose, struct ts_str href, size_t offset,
                const char *where);

/* 0, or -1: the host refused, or there is nothing in the document that anybody hears. nothing: what
 * it is instead. */
int voice_conclude(struct voice *voice, const char *title, const char *language,
                   const char *nothing);

/* The formats, a file each; text is UTF-8, lines end in \n. */
struct voice_input {
    struct ts_str text;
    struct ts_str language; /* as declared outside, or by the file's name */
    struct ts_str media_type;
};
int markup_read(struct ts_call *call, const struct voice_input *input);
int cues_read(struct ts_call *call, const struct voice_input *input);
int transcript_read(struct ts_call *call, const struct voice_input *input);
int settings_read(struct ts_call *call, const struct voice_input *input);

/* sniff.c: the media type of these bytes if they are one of them, or NULL. */
const char *voice_sniff(struct ts_str bytes);

#define VOICE_VXML "application/voicexml+xml"
#define VOICE_SSML "application/ssml+xml"
#define VOICE_TWIML "application/x-twiml+xml"
#define VOICE_FREESWITCH "application/x-freeswitch+xml"
#define VOICE_VTT "text/vtt"
#define VOICE_SRT "application/x-subrip"
#define VOICE_TRANSCRIPT "text/x-asterisk-sounds"
#define VOICE_SETTINGS "text/x-asterisk-conf"

#endif
