// zlib. Its way to begin is a macro over the size of its own structure; this door names it.
#pragma once
#include <zlib.h>

static inline int selaras_inflate_begin(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }
