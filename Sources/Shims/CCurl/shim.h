// libcurl's setters are variadic, which Swift cannot call: one typed door per kind of argument.
// curl.h brings the system's socket headers along, and the compiler may call them curl's: whoever uses sockets in Wire imports both.
#pragma once
#include <curl/curl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

typedef size_t (*selaras_data_cb)(char *_Nonnull bytes, size_t size, size_t count, void *_Nullable user);
typedef int (*selaras_prereq_cb)(void *_Nullable user, char *_Nullable peer, char *_Nullable local, int peerPort, int localPort);
typedef curl_socket_t (*selaras_opensocket_cb)(void *_Nullable user, curlsocktype purpose, struct curl_sockaddr *_Nonnull address);
typedef int (*selaras_closesocket_cb)(void *_Nullable user, curl_socket_t socket);
typedef int (*selaras_socket_cb)(CURL *_Nullable easy, curl_socket_t socket, int what, void *_Nullable user, void *_Nullable perSocket);
typedef int (*selaras_timer_cb)(CURLM *_Nullable multi, long milliseconds, void *_Nullable user);

static inline CURLcode selaras_set_long(CURL *_Nonnull e, CURLoption o, long v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode selaras_set_string(CURL *_Nonnull e, CURLoption o, const char *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode selaras_set_pointer(CURL *_Nonnull e, CURLoption o, void *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode selaras_set_list(CURL *_Nonnull e, CURLoption o, struct curl_slist *_Nullable v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode selaras_set_data(CURL *_Nonnull e, CURLoption o, selaras_data_cb _Nonnull v) { return curl_easy_setopt(e, o, v); }
static inline CURLcode selaras_set_prereq(CURL *_Nonnull e, selaras_prereq_cb _Nonnull v) { return curl_easy_setopt(e, CURLOPT_PREREQFUNCTION, v); }
static inline CURLcode selaras_set_opensocket(CURL *_Nonnull e, selaras_opensocket_cb _Nonnull v) {
  return curl_easy_setopt(e, CURLOPT_OPENSOCKETFUNCTION, v);
}
static inline CURLcode selaras_set_closesocket(CURL *_Nonnull e, selaras_closesocket_cb _Nonnull v) {
  return curl_easy_setopt(e, CURLOPT_CLOSESOCKETFUNCTION, v);
}
typedef CURLcode (*selaras_context_cb)(CURL *_Nullable easy, void *_Nullable context, void *_Nullable user);
static inline CURLcode selaras_set_context(CURL *_Nonnull e, selaras_context_cb _Nonnull v) {
  return curl_easy_setopt(e, CURLOPT_SSL_CTX_FUNCTION, v);
}
static inline CURLcode selaras_get_long(CURL *_Nonnull e, CURLINFO i, long *_Nonnull v) { return curl_easy_getinfo(e, i, v); }
static inline CURLcode selaras_get_offset(CURL *_Nonnull e, CURLINFO i, curl_off_t *_Nonnull v) { return curl_easy_getinfo(e, i, v); }
static inline CURLcode selaras_get_pointer(CURL *_Nonnull e, CURLINFO i, void *_Nullable *_Nonnull v) { return curl_easy_getinfo(e, i, v); }
static inline const char *_Nullable selaras_get_string(CURL *_Nonnull e, CURLINFO i) {
  char *s = 0;
  curl_easy_getinfo(e, i, &s);
  return s;
}
// The socket of a connection that libcurl only opened.
static inline CURLcode selaras_get_socket(CURL *_Nonnull e, curl_socket_t *_Nonnull v) { return curl_easy_getinfo(e, CURLINFO_ACTIVESOCKET, v); }
// OpenSSL's session object of the transfer's connection, or NULL.
static inline void *_Nullable selaras_get_session(CURL *_Nonnull e) {
  struct curl_tlssessioninfo *t = 0;
  if (curl_easy_getinfo(e, CURLINFO_TLS_SSL_PTR, &t) != CURLE_OK || !t || t->backend != CURLSSLBACKEND_OPENSSL) return 0;
  return t->internals;
}

static inline CURLMcode selaras_multi_long(CURLM *_Nonnull m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
static inline void selaras_multi_sockets(CURLM *_Nonnull m, selaras_socket_cb _Nonnull f, void *_Nullable user) {
  curl_multi_setopt(m, CURLMOPT_SOCKETDATA, user);
  curl_multi_setopt(m, CURLMOPT_SOCKETFUNCTION, f);
}
static inline void selaras_multi_timer(CURLM *_Nonnull m, selaras_timer_cb _Nonnull f, void *_Nullable user) {
  curl_multi_setopt(m, CURLMOPT_TIMERDATA, user);
  curl_multi_setopt(m, CURLMOPT_TIMERFUNCTION, f);
}
// The next finished transfer and its result, or NULL.
static inline CURL *_Nullable selaras_multi_finished(CURLM *_Nonnull m, CURLcode *_Nonnull result) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(m, &left)))
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  return 0;
}

// epoll with the descriptor as user data: its event holds a packed union.
static inline int selaras_epoll_watch(int epoll, int descriptor, int what, int isNew) {
  struct epoll_event event = {0};
  event.data.fd = descriptor;
  if (what == CURL_POLL_REMOVE) return epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event);
  event.events = (what & CURL_POLL_IN ? EPOLLIN : 0) | (what & CURL_POLL_OUT ? EPOLLOUT : 0);
  return epoll_ctl(epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}
typedef struct {
  int descriptor, select;
} selaras_ready;
static inline int selaras_epoll_wait(int epoll, selaras_ready *_Nonnull out, int most, int milliseconds) {
  struct epoll_event events[64];
  if (most > 64) most = 64;
  int count = epoll_wait(epoll, events, most, milliseconds);
  for (int i = 0; i < count; i++) {
    out[i].descriptor = events[i].data.fd;
    out[i].select = (events[i].events & EPOLLIN ? CURL_CSELECT_IN : 0) | (events[i].events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
                    (events[i].events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
  }
  return count;
}

// The calling thread's name in `top` and in stack traces; at most 15 characters.
static inline void selaras_name_thread(const char *_Nonnull name) { prctl(PR_SET_NAME, name, 0, 0, 0); }
