// OpenSSL, which libcurl brings: how a session is set up beyond libcurl's options, what it agreed on, what a certificate says.
#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string.h>

static inline const char *_Nullable selaras_tls_version(void *_Nonnull session) { return SSL_get_version((SSL *)session); }
static inline const char *_Nullable selaras_tls_suite(void *_Nonnull session) {
  // Agreed on before it is in use: while the server waits for a certificate of ours.
  const SSL_CIPHER *cipher = SSL_get_current_cipher((SSL *)session);
  if (!cipher) cipher = SSL_get_pending_cipher((SSL *)session);
  return cipher ? SSL_CIPHER_get_name(cipher) : 0;
}
// The protocol that the server chose by ALPN; its length is 0 when it chose none.
static inline unsigned selaras_tls_protocol(void *_Nonnull session, const unsigned char *_Nullable *_Nonnull name) {
  unsigned length = 0;
  SSL_get0_alpn_selected((SSL *)session, name, &length);
  return length;
}

// Before a handshake. Names count only as subject alternative names (RFC 9110 4.3.4); nothing is renegotiated; at most `chainBytes`
// of certificates are taken and `chainLength` verified.
static inline void selaras_tls_bound(SSL_CTX *_Nonnull c, const char *_Nullable host, long chainBytes, int chainLength) {
  SSL_CTX_set_options(c, SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_max_cert_list(c, chainBytes);
  // OpenSSL counts what stands between the leaf and the root.
  SSL_CTX_set_verify_depth(c, chainLength - 2);
  if (!host) return;
  X509_VERIFY_PARAM *p = SSL_CTX_get0_param(c);
  if (X509_VERIFY_PARAM_set1_ip_asc(p, host)) return;
  X509_VERIFY_PARAM_set_hostflags(p, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  X509_VERIFY_PARAM_set1_host(p, host, 0);
}
// A place for values of ours in a context; `end` frees them with it.
static inline int selaras_tls_place(CRYPTO_EX_free *_Nullable end) { return SSL_CTX_get_ex_new_index(0, 0, 0, 0, end); }

// The certificates as sent, leaf first.
static inline int selaras_tls_chain_count(void *_Nonnull session) {
  STACK_OF(X509) *chain = SSL_get_peer_cert_chain((SSL *)session);
  return chain ? sk_X509_num(chain) : 0;
}
// DER into `out` when it has room; the length that it takes, 0 on failure.
static inline int selaras_tls_chain_der(void *_Nonnull session, int index, unsigned char *_Nullable out, int room) {
  X509 *certificate = sk_X509_value(SSL_get_peer_cert_chain((SSL *)session), index);
  int length = certificate ? i2d_X509(certificate, 0) : 0;
  if (length <= 0) return 0;
  if (out && length <= room) i2d_X509(certificate, &out);
  return length;
}

static inline X509 *_Nullable selaras_x509_read(const unsigned char *_Nonnull der, long length) { return d2i_X509(0, &der, length); }
// Subject or issuer in one line, at most `room` bytes of it.
static inline int selaras_x509_name(X509 *_Nonnull c, int isIssuer, char *_Nonnull out, int room) {
  BIO *memory = BIO_new(BIO_s_mem());
  if (!memory) return 0;
  X509_NAME_print_ex(memory, isIssuer ? X509_get_issuer_name(c) : X509_get_subject_name(c), 0, XN_FLAG_ONELINE);
  int count = BIO_read(memory, out, room);
  BIO_free(memory);
  return count < 0 ? 0 : count;
}
static inline int selaras_x509_is_self_issued(X509 *_Nonnull c) {
  return X509_NAME_cmp(X509_get_subject_name(c), X509_get_issuer_name(c)) == 0;
}
// Year, month, day, hour, minute, second in UTC; 0 when the certificate's time cannot be read.
static inline int selaras_x509_time(X509 *_Nonnull c, int isEnd, int *_Nonnull out) {
  struct tm t;
  memset(&t, 0, sizeof t);
  if (!ASN1_TIME_to_tm(isEnd ? X509_get0_notAfter(c) : X509_get0_notBefore(c), &t)) return 0;
  int parts[] = {t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec};
  memcpy(out, parts, sizeof parts);
  return 1;
}
static inline const char *_Nullable selaras_x509_key_type(X509 *_Nonnull c) {
  EVP_PKEY *key = X509_get0_pubkey(c);
  return key ? EVP_PKEY_get0_type_name(key) : 0;
}
static inline int selaras_x509_key_bits(X509 *_Nonnull c) {
  EVP_PKEY *key = X509_get0_pubkey(c);
  return key ? EVP_PKEY_get_bits(key) : 0;
}
static inline const char *_Nullable selaras_x509_signature(X509 *_Nonnull c) { return OBJ_nid2ln(X509_get_signature_nid(c)); }
// The subject alternative names, or NULL; freed by the caller.
static inline GENERAL_NAMES *_Nullable selaras_x509_alternatives(X509 *_Nonnull c) {
  return (GENERAL_NAMES *)X509_get_ext_d2i(c, NID_subject_alt_name, 0, 0);
}
static inline int selaras_x509_alternative_count(GENERAL_NAMES *_Nonnull names) { return sk_GENERAL_NAME_num(names); }
// A DNS name's or an address's bytes (`kind` is 2 or 7, RFC 5280 4.2.1.6), NULL for any other kind.
static inline const unsigned char *_Nullable selaras_x509_alternative(GENERAL_NAMES *_Nonnull names, int index, int *_Nonnull kind,
                                                                     int *_Nonnull length) {
  GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
  *kind = name->type;
  if (name->type != GEN_DNS && name->type != GEN_IPADD) return 0;
  const ASN1_STRING *text = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
  *length = ASN1_STRING_length(text);
  return ASN1_STRING_get0_data(text);
}
static inline void selaras_x509_alternatives_free(GENERAL_NAMES *_Nonnull names) { GENERAL_NAMES_free(names); }
