/* SPDX-License-Identifier: MIT
 *
 * Office files that a test builds: members with their text, packed by libzip.
 */
#ifndef TESTS_PLUGIN_OFFICE_SUPPORT_H
#define TESTS_PLUGIN_OFFICE_SUPPORT_H

#include <glib.h>

#include "tests/plugin/fakehost.h"

struct office_member {
    const char *name, *text; /* the size is that of the text, unless size is set */
    size_t size;
};

#define DOCX "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#define PPTX "application/vnd.openxmlformats-officedocument.presentationml.presentation"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define ODT "application/vnd.oasis.opendocument.text"
#define ODS "application/vnd.oasis.opendocument.spreadsheet"
#define ODP "application/vnd.oasis.opendocument.presentation"

/* A name of NULL ends the list. */
GByteArray *office_zip(const struct office_member *members);
/* The same with a password on every member. */
GByteArray *office_zip_locked(const struct office_member *members);

/* A package whose main part is there: its relations, then the members. */
GByteArray *office_package(const char *main, const struct office_member *members);

/* Reads a file; fails the test on a breach of the contract. Returns what the reader did. */
int office_read_zip(struct fakehost *fake, const char *media_type, const GByteArray *zip);
/* Packs, reads, forgets; the file must be readable. */
void office_read_package(struct fakehost *fake, const char *media_type, const char *main,
                         const struct office_member *members);

/* "where|role|text" of each block, a line each. */
char *office_blocks(const struct fakehost *fake);
void office_assert_blocks(const struct fakehost *fake, const char *what, const char *wanted);

#define W_OPEN                                                                              \
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "      \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                    \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "  \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "               \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "             \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>"
#define W_CLOSE "</w:body></w:document>"
#define RELS_OPEN \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define REL(id, type, target)                                                                   \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships/" type "\" Target=\"" target "\"/>"
#define REL_OUTSIDE(id, type, target)                                                           \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/" \
    "relationships/" type "\" Target=\"" target "\" TargetMode=\"External\"/>"
#define RELS_CLOSE "</Relationships>"

#endif
