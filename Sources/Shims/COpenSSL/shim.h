// What a TLS session agreed on. libcurl brings OpenSSL; these doors only read.
#pragma once
#include <openssl/ssl.h>

static inline const char *_Nullable selaras_tls_version(void *_Nonnull session) { return SSL_get_version((SSL *)session); }
static inline const char *_Nullable selaras_tls_suite(void *_Nonnull session) {
  const SSL_CIPHER *cipher = SSL_get_current_cipher((SSL *)session);
  return cipher ? SSL_CIPHER_get_name(cipher) : 0;
}
