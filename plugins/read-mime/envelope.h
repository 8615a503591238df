/* SPDX-License-Identifier: MIT
 *
 * Parts that hide what they hold: encrypted, elsewhere, in pieces.
 */
#ifndef PLUGINS_READ_MIME_ENVELOPE_H
#define PLUGINS_READ_MIME_ENVELOPE_H

#include "plugins/read-mime/mail.h"

/* Says why a part cannot be read, if so; TRUE = there is nothing more to do with it. What is only
 * signed in its envelope comes out of it as a child. */
gboolean envelope_is_sealed(struct mail *mail, const struct entity *entity, const char *path,
                            struct ts_str bytes);

#endif
