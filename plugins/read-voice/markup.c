/* SPDX-License-Identifier: MIT
 *
 * Walks through a document of one of the dialects: which words are heard, where, in what language.
 */
#include "plugins/read-voice/markup.h"

#define DEPTH_MAX 256u /* elements inside elements */
#define TOO_DEEP "its elements lie more than 256 deep"
#define ELEMENTS_MAX 64u     /* of a dialect */
#define WHERE_SIZE 300u      /* bytes of a path */
#define NAME_SIZE 60u        /* bytes of a name in it */
#define LANGUAGE_SIZE 24u    /* bytes of a tag */
#define COLLECTED_SIZE 4096u /* bytes of an address that stands as text */

/* An open element. */
struct frame {
    const struct markup_element *element; /* never NULL: passed_through if it is in no table */
    gboolean is_spoken, is_silent, is_written;
    char language[LANGUAGE_SIZE];
    char name[NAME_SIZE + 1];   /* of its step, or empty */
    guint number;               /* of its step, from 1 */
    guint counts[ELEMENTS_MAX]; /* steps inside it, by element */
    guint span;                 /* of its language, if it begins amid words; or G_MAXUINT */
    size_t telephone;           /* where a number begins in the block, or G_MAXSIZE */
    gboolean has_words;         /* of a recording: its transcript */
    struct ts_str sound;        /* of a recording */
};

struct markup {
    struct voice voice;
    const struct markup_dialect *dialect;
    struct frame *frames; /* DEPTH_MAX of them */
    guint depth;
    gboolean is_deep; /* deeper than that */
    char *root;
    char language[LANGUAGE_SIZE]; /* of the document */
    GString *collected;           /* text of a PLAYED or TARGET */
};

/* An element that is in no table: what it is inside of goes on. */
static const struct markup_element passed_through = {.name = "", .flags = MARKUP_INLINE};

struct voice *markup_voice(struct markup *markup)
{
    return &markup->voice;
}

static struct frame *top(struct markup *markup)
{
    return &markup->frames[markup->depth - 1];
}

/* The innermost element that is no part of a sentence. */
static struct frame *block_frame(struct markup *markup)
{
    guint i = markup->depth;
    while (i > 1 && (markup->frames[i - 1].element->flags & MARKUP_INLINE)) {
        i--;
    }
    return &markup->frames[i - 1];
}

/* ---- paths ---- */

static void describe(const struct markup *markup, char *where_r)
{
    size_t size = 0;
    where_r[0] = '\0';
    for (guint i = 0; i < markup->depth; i++) {
        const struct frame *frame = &markup->frames[i];
        if (!(frame->element->flags & MARKUP_STEP) || size + NAME_SIZE + 40 > WHERE_SIZE) {
            continue;
        }
        const char *slash = size ? "/" : "";
        size += (size_t)(*frame->name ? g_snprintf(where_r + size, WHERE_SIZE - size, "%s%s=%s",
                                                   slash, frame->element->name, frame->name)
                                      : g_snprintf(where_r + size, WHERE_SIZE - size, "%s%s[%u]",
                                                   slash, frame->element->name, frame->number));
    }
    if (size == 0) {
        g_strlcpy(where_r, markup->root, WHERE_SIZE);
    }
}

/* The step's number: among those of its name below the step above. */
static guint count_step(struct markup *markup, const struct markup_element *element)
{
    guint i = markup->depth - 1;
    while (i > 1 && !(markup->frames[i - 1].element->flags & MARKUP_STEP)) {
        i--;
    }
    return ++markup->frames[i ? i - 1 : 0].counts[element - markup->dialect->elements];
}

/* ---- blocks ---- */

static void end_block(struct markup *markup)
{
    char where[WHERE_SIZE];
    const struct frame *frame = block_frame(markup);
    describe(markup, where);
    voice_end_block(&markup->voice, frame->is_written ? TS_ROLE_TEXT : TS_ROLE_PROMPT,
                    frame->language, where);
}

void markup_say_attribute(struct markup *markup, struct ts_str value, gboolean is_template)
{
    if (value.len) {
        voice_say_source(&markup->voice, value, is_template);
        end_block(markup);
    }
}

void markup_set_language(struct markup *markup, struct ts_str tag)
{
    char *language = top(markup)->language;
    if (tag.len < 2 || tag.len >= LANGUAGE_SIZE) {
        return;
    }
    for (size_t i = 0; i < tag.len; i++) {
        if (!g_ascii_isalnum(tag.ptr[i]) && tag.ptr[i] != '-' && tag.ptr[i] != '_') {
            return;
        }
    }
    memcpy(language, tag.ptr, tag.len);
    language[tag.len] = '\0';
    g_strdelimit(language, "_", '-');
}

/* ---- elements ---- */

static const struct markup_element *find_element(const struct markup *markup, const char *name)
{
    for (const struct markup_element *at = markup->dialect->elements; at->name; at++) {
        if (g_str_equal(at->name, name)) {
            return at;
        }
    }
    return &passed_through;
}

static void copy_name(struct ts_str value, char *name_r)
{
    struct ts_str cut = ts_bytes(value.ptr, MIN(value.len, NAME_SIZE));
    while (cut.len && cut.len < value.len && ((guchar)value.ptr[cut.len] & 0xC0) == 0x80) {
        cut.len--;
    }
    memcpy(name_r, cut.len ? cut.ptr : "", cut.len);
    name_r[cut.len] = '\0';
}

static void push(struct markup *markup, const struct markup_element *element)
{
    const struct frame *above = markup->depth ? top(markup) : NULL;
    struct frame *frame = &markup->frames[markup->depth++];
    gboolean is_inline = element->flags & MARKUP_INLINE;
    *frame = (struct frame){.element = element, .span = G_MAXUINT, .telephone = G_MAXSIZE};
    frame->is_silent = (above && above->is_silent) || (element->flags & MARKUP_SILENT);
    frame->is_spoken = (element->flags & MARKUP_SPOKEN) || (is_inline && above && above->is_spoken);
    frame->is_written =
        (element->flags & MARKUP_WRITTEN) || (is_inline && above && above->is_written);
    g_strlcpy(frame->language, above ? above->language : markup->language, LANGUAGE_SIZE);
}

static void name_step(struct markup *markup, const struct xml_walk *walk)
{
    struct frame *frame = top(markup);
    const struct markup_element *element = frame->element;
    if (element->key) {
        copy_name(xml_attribute(walk, element->key), frame->name);
    }
    if (*frame->name == '\0') {
        frame->number = count_step(markup, element);
    } else if (element->flags & MARKUP_ANCHOR) {
        markup->voice.is_failed |=
            markup->voice.call->host->emit_anchor(markup->voice.call, ts_text(frame->name)) != 0;
    }
}

/* Where the call can go from here. What a POST sends is a form. */
static void take_link(struct markup *markup, const struct xml_walk *walk)
{
    char where[WHERE_SIZE];
    struct ts_str href = xml_attribute(walk, top(markup)->element->link);
    struct ts_str method = xml_attribute(walk, "method");
    gboolean is_form = ts_is(method, "post") || ts_is(method, "POST");
    if (!href.len) {
        return;
    }
    g_autoptr(GString) decoded = g_string_new(NULL);
    g_string_append_len(decoded, href.ptr, (gssize)href.len);
    g_string_replace(decoded, "&amp;", "&", 0);
    describe(markup, where);
    voice_link(&markup->voice, is_form ? TS_LINK_FORM : TS_LINK_PAGE,
               ts_bytes(decoded->str, decoded->len), xml_tag_offset(walk), where);
}

/* What an element amid words does there. */
static void begin_inline(struct markup *markup, const struct xml_walk *walk)
{
    struct frame *frame = top(markup);
    struct ts_str kind = xml_attribute(walk, "interpret-as");
    kind = kind.len ? kind : xml_attribute(walk, "type"); /* SSML 1.0 drafts, VoiceXML 2.0 */
    if (markup->depth > 1 &&
        !g_str_equal(frame->language, markup->frames[markup->depth - 2].language)) {
        frame->span =
            block_builder_begin_span(&markup->voice.builder, TS_SPAN_LANGUAGE, frame->language);
    }
    if (frame->element->flags & MARKUP_GAP) {
        block_builder_space(&markup->voice.builder);
    }
    if (ts_is(kind, "telephone") || ts_is(kind, "vxml:phone")) {
        frame->telephone = markup->voice.builder.text->len;
    }
    if (frame->element->flags & MARKUP_AUDIO) {
        struct ts_str source = xml_attribute(walk, "src");
        frame->sound = source.len ? source : xml_attribute(walk, "expr");
    }
    if (frame->element->flags & MARKUP_DESCRIBED) {
        markup->frames[markup->depth - 2].has_words = TRUE;
    }
}

/* FreeSWITCH's own lists have the language as an element: <language><nl>. */
static void take_language_element(struct markup *markup, const char *name)
{
    if (markup->depth == 2 && g_str_equal(markup->root, "language") &&
        top(markup)->element == &passed_through && strlen(name) < 6) {
        markup_set_language(markup, ts_text(name));
    }
}

static void set_up(struct markup *markup, struct xml_walk *walk, const char *name)
{
    struct frame *frame = top(markup);
    markup_set_language(markup, xml_attribute(walk, "xml:lang"));
    take_language_element(markup, name);
    if (frame->element->flags & MARKUP_STEP) {
        name_step(markup, walk);
    }
    if (frame->element->link) {
        take_link(markup, walk);
    }
    if (frame->element->take &&
        !(markup->depth > 1 && markup->frames[markup->depth - 2].is_silent)) {
        frame->element->take(markup, walk);
    }
    if (frame->element->flags & MARKUP_INLINE) {
        begin_inline(markup, walk);
    }
    if (frame->element->flags & (MARKUP_PLAYED | MARKUP_TARGET)) {
        g_string_truncate(markup->collected, 0);
    }
}

static void on_start(struct xml_walk *walk, void *data, const char *name)
{
    struct markup *markup = data;
    if (!markup->root) {
        markup->root = g_strdup(name);
        markup->dialect = markup_dialect_of(name);
    }
    markup->is_deep = markup->depth == DEPTH_MAX;
    if (!markup->dialect || markup->voice.is_failed || markup->is_deep) {
        xml_stop(walk);
        return;
    }
    const struct markup_element *element = find_element(markup, name);
    if (markup->depth && !(element->flags & MARKUP_INLINE)) {
        end_block(markup);
    }
    push(markup, element);
    set_up(markup, walk, name);
    if (markup->depth == 1) {
        g_strlcpy(markup->language, top(markup)->language, LANGUAGE_SIZE);
    }
}

/* ---- the ends of elements ---- */

static void end_telephone(struct markup *markup, const struct frame *frame)
{
    const GString *text = markup->voice.builder.text;
    struct voice_stretch stretch = {.offset = frame->telephone};
    if (text->len > stretch.offset && markup->voice.telephones->len < VOICE_NUMBERS) {
        stretch.offset += text->str[stretch.offset] == ' ';
        stretch.length = text->len - stretch.offset;
        g_array_append_val(markup->voice.telephones, stretch);
    }
}

static void end_inline(struct markup *markup)
{
    struct frame *frame = top(markup);
    if (frame->span != G_MAXUINT) {
        block_builder_end_span(&markup->voice.builder, frame->span);
    }
    if (frame->telephone != G_MAXSIZE) {
        end_telephone(markup, frame);
    }
    if ((frame->element->flags & MARKUP_AUDIO) && !frame->has_words && !frame->is_silent &&
        frame->sound.len) {
        voice_add_recording(&markup->voice, frame->sound);
        end_block(markup); /* nobody knows what is heard between */
    }
}

static void end_collected(struct markup *markup, const struct frame *frame)
{
    char where[WHERE_SIZE];
    struct ts_str text = ts_bytes(markup->collected->str, markup->collected->len);
    if (frame->element->flags & MARKUP_PLAYED) {
        voice_add_recording(&markup->voice, text);
    } else {
        describe(markup, where);
        voice_link(&markup->voice, TS_LINK_PAGE, text, markup->voice.cursor.offset, where);
    }
}

static void on_end(void *data)
{
    struct markup *markup = data;
    const struct frame *frame = top(markup);
    if (frame->element->flags & (MARKUP_PLAYED | MARKUP_TARGET)) {
        end_collected(markup, frame);
    }
    if (frame->element->flags & MARKUP_INLINE) {
        end_inline(markup);
    } else {
        end_block(markup);
    }
    markup->depth--;
}

/* ---- text ---- */

/* Words inside a recording's element are its transcript. */
static void mark_recordings(struct markup *markup)
{
    for (guint i = markup->depth; i > 0; i--) {
        markup->frames[i - 1].has_words = TRUE;
        if (!(markup->frames[i - 1].element->flags & MARKUP_INLINE)) {
            break;
        }
    }
}

static void on_text(void *data, struct ts_str text, size_t offset)
{
    struct markup *markup = data;
    if (markup->depth == 0) {
        return;
    }
    const struct frame *frame = top(markup);
    if (frame->element->flags & (MARKUP_PLAYED | MARKUP_TARGET)) {
        size_t left = COLLECTED_SIZE - MIN(COLLECTED_SIZE, markup->collected->len);
        source_cursor_move(&markup->voice.cursor, offset);
        g_string_append_len(markup->collected, text.ptr, (gssize)MIN(left, text.len));
    } else if (frame->is_spoken && !frame->is_silent) {
        if (!blocks_is_blank(text)) {
            mark_recordings(markup);
        }
        voice_say(&markup->voice, text, offset);
    }
}

/* ---- the whole ---- */

static int conclude(struct markup *markup, const char *why)
{
    struct ts_call *call = markup->voice.call;
    if (markup->voice.is_failed) {
        return -1;
    }
    if (why || markup->is_deep) {
        return ts_fail(call, markup->is_deep ? TOO_DEEP : why);
    }
    if (!markup->dialect) {
        g_autofree char *reason = g_strdup_printf("no reader for XML whose root is <%.60s>",
                                                  markup->root ? markup->root : "");
        return ts_fail(call, reason);
    }
    return voice_conclude(&markup->voice, NULL, markup->language, markup->dialect->nothing);
}

int markup_read(struct ts_call *call, const struct voice_input *input)
{
    static const struct xml_handler handler = {.start = on_start, .end = on_end, .text = on_text};
    struct markup markup = {
        .frames = g_new(struct frame, DEPTH_MAX),
        .collected = g_string_new(NULL),
    };
    g_autofree char *why = NULL;
    voice_init(&markup.voice, call, input->text);
    g_strlcpy(markup.language, "", LANGUAGE_SIZE);
    if (input->language.len && input->language.len < LANGUAGE_SIZE) {
        memcpy(markup.language, input->language.ptr, input->language.len);
    }
    xml_read(input->text, &handler, &markup, &why);
    int done = conclude(&markup, why);
    voice_finish(&markup.voice);
    g_string_free(markup.collected, TRUE);
    g_free(markup.frames);
    g_free(markup.root);
    return done;
}
