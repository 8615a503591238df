/* SPDX-License-Identifier: MIT
 *
 * The one way that text from outside reaches a format: one function a format.
 *
 * In all of them characters that steer instead of show (C0, C1, text direction, zero width, line
 * and paragraph separators, private use) become visible as \u{202E}; bytes that are no UTF-8 become
 * U+FFFD. So no report can move a cursor, ring a bell, turn a line around or fake one.
 */
#ifndef CORE_REPORT_ESCAPE_H
#define CORE_REPORT_ESCAPE_H

#include <glib.h>

/* len -1: up to the NUL. */

/* One line of plain text, for a terminal or a log. */
void escape_terminal(GString *out, const char *text, gssize len);

/* Text of an HTML element, or of an attribute in double quotes. */
void escape_html(GString *out, const char *text, gssize len);

/* A part of a URI: all but letters, digits and . _ ~ percent-encoded (also -, which has a meaning
 * in text fragments). */
void escape_uri_part(GString *out, const char *text, gssize len);

/* A line of JSON as jansson made it: characters that steer become \uXXXX escapes, which only ever
 * stand inside its strings. */
void escape_json_line(GString *out, const char *line);

/* A field of CSV (RFC 4180), in quotes if need be. What a spreadsheet would take for a formula is
 * made text by an apostrophe before it; so is what it would find after a comma or a semicolon where
 * it takes the other one for the separator. */
void escape_csv(GString *out, const char *text);

/* Text of an XML 1.0 element, or of an attribute in double quotes. */
void escape_xml(GString *out, const char *text, gssize len);

/* A line of Markdown, as GitHub, GitLab and chats read it: nothing in it is markup, a link, a
 * mention or a reference. Where only a break helps, that is U+2060, which the eye does not see. */
void escape_markdown(GString *out, const char *text);

/* What follows the second :: of a workflow command of GitHub Actions, or a value before it. */
void escape_workflow(GString *out, const char *text, gboolean is_property);

/* Whole lines of a log: none of them is a workflow command, whatever text of others they begin
 * with. In place. */
void escape_log_lines(GString *lines);

/* Does this character steer? */
gboolean escape_is_steering(gunichar character);

/* Should this locator be a link: is it http or https, without characters that end an attribute or
 * a header? */
gboolean escape_is_web_link(const char *locator);

#endif
