// What Debian's static libgit2 takes from the libraries of its network transports.
//
// This program never speaks to a network by itself: fetching is left to the real git. With these
// definitions the transports' libraries, fifteen of them, need not be loaded at each start, and the
// system's certificate bundle is not parsed.

#include "CNoNetwork.h"

#include <stdlib.h>

// Called when libgit2 is initialised: nothing is to be set up.
#define SETS_UP_NOTHING(name) \
  int name(void) { return 0; }

// Never called, since no transport is ever opened.
#define IS_NEVER_CALLED(name) \
  int name(void) { abort(); }

int git_migrate_has_no_network(void) { return 1; }

#ifdef GIT_MIGRATE_STATIC_LIBGIT2

// Not for libraries that are loaded later: libpq has a use for Kerberos of its own.
#pragma GCC visibility push(hidden)

const void *GSS_C_NT_HOSTBASED_SERVICE = 0;

SETS_UP_NOTHING(libssh2_init)
SETS_UP_NOTHING(mbedtls_ssl_config_defaults)

// To gather entropy takes longer than to open a repository.
SETS_UP_NOTHING(mbedtls_ctr_drbg_init)
SETS_UP_NOTHING(mbedtls_ctr_drbg_free)
SETS_UP_NOTHING(mbedtls_ctr_drbg_seed)
SETS_UP_NOTHING(mbedtls_entropy_init)
SETS_UP_NOTHING(mbedtls_entropy_free)

// Without a single cipher, libgit2 takes its own initialisation for failed.
int mbedtls_ssl_get_ciphersuite_id(const char *name) { return name != 0; }

SETS_UP_NOTHING(mbedtls_x509_crt_init)
SETS_UP_NOTHING(mbedtls_x509_crt_free)
SETS_UP_NOTHING(mbedtls_ssl_config_init)
SETS_UP_NOTHING(mbedtls_ssl_config_free)
SETS_UP_NOTHING(mbedtls_ssl_conf_rng)
SETS_UP_NOTHING(mbedtls_ssl_conf_min_version)
SETS_UP_NOTHING(mbedtls_ssl_conf_ciphersuites)
SETS_UP_NOTHING(mbedtls_ssl_conf_ca_chain)
SETS_UP_NOTHING(mbedtls_ssl_conf_authmode)
SETS_UP_NOTHING(mbedtls_ssl_init)
SETS_UP_NOTHING(mbedtls_ssl_free)
SETS_UP_NOTHING(libssh2_exit)

IS_NEVER_CALLED(gss_delete_sec_context)
IS_NEVER_CALLED(gss_display_status)
IS_NEVER_CALLED(gss_import_name)
IS_NEVER_CALLED(gss_indicate_mechs)
IS_NEVER_CALLED(gss_init_sec_context)
IS_NEVER_CALLED(gss_release_buffer)
IS_NEVER_CALLED(gss_release_name)
IS_NEVER_CALLED(gss_release_oid_set)
IS_NEVER_CALLED(http_errno_description)
IS_NEVER_CALLED(http_parser_execute)
IS_NEVER_CALLED(http_parser_init)
IS_NEVER_CALLED(http_parser_parse_url)
IS_NEVER_CALLED(http_parser_pause)
IS_NEVER_CALLED(http_should_keep_alive)
IS_NEVER_CALLED(libssh2_agent_connect)
IS_NEVER_CALLED(libssh2_agent_disconnect)
IS_NEVER_CALLED(libssh2_agent_free)
IS_NEVER_CALLED(libssh2_agent_get_identity)
IS_NEVER_CALLED(libssh2_agent_init)
IS_NEVER_CALLED(libssh2_agent_list_identities)
IS_NEVER_CALLED(libssh2_agent_userauth)
IS_NEVER_CALLED(libssh2_channel_close)
IS_NEVER_CALLED(libssh2_channel_free)
IS_NEVER_CALLED(libssh2_channel_open_ex)
IS_NEVER_CALLED(libssh2_channel_process_startup)
IS_NEVER_CALLED(libssh2_channel_read_ex)
IS_NEVER_CALLED(libssh2_channel_set_blocking)
IS_NEVER_CALLED(libssh2_channel_write_ex)
IS_NEVER_CALLED(libssh2_hostkey_hash)
IS_NEVER_CALLED(libssh2_knownhost_checkp)
IS_NEVER_CALLED(libssh2_knownhost_free)
IS_NEVER_CALLED(libssh2_knownhost_init)
IS_NEVER_CALLED(libssh2_knownhost_readfile)
IS_NEVER_CALLED(libssh2_session_abstract)
IS_NEVER_CALLED(libssh2_session_disconnect_ex)
IS_NEVER_CALLED(libssh2_session_free)
IS_NEVER_CALLED(libssh2_session_handshake)
IS_NEVER_CALLED(libssh2_session_hostkey)
IS_NEVER_CALLED(libssh2_session_init_ex)
IS_NEVER_CALLED(libssh2_session_last_error)
IS_NEVER_CALLED(libssh2_session_method_pref)
IS_NEVER_CALLED(libssh2_session_set_blocking)
IS_NEVER_CALLED(libssh2_userauth_authenticated)
IS_NEVER_CALLED(libssh2_userauth_keyboard_interactive_ex)
IS_NEVER_CALLED(libssh2_userauth_list)
IS_NEVER_CALLED(libssh2_userauth_password_ex)
IS_NEVER_CALLED(libssh2_userauth_publickey)
IS_NEVER_CALLED(libssh2_userauth_publickey_fromfile_ex)
IS_NEVER_CALLED(libssh2_userauth_publickey_frommemory)
IS_NEVER_CALLED(mbedtls_ctr_drbg_random)
IS_NEVER_CALLED(mbedtls_entropy_func)
IS_NEVER_CALLED(mbedtls_ssl_close_notify)
IS_NEVER_CALLED(mbedtls_ssl_get_peer_cert)
IS_NEVER_CALLED(mbedtls_ssl_get_verify_result)
IS_NEVER_CALLED(mbedtls_ssl_handshake)
IS_NEVER_CALLED(mbedtls_ssl_read)
IS_NEVER_CALLED(mbedtls_ssl_set_bio)
IS_NEVER_CALLED(mbedtls_ssl_set_hostname)
IS_NEVER_CALLED(mbedtls_ssl_setup)
IS_NEVER_CALLED(mbedtls_ssl_write)
IS_NEVER_CALLED(mbedtls_x509_crt_verify_info)

#pragma GCC visibility pop

#endif

// Those that read certificates take the place of a shared library's too.
SETS_UP_NOTHING(mbedtls_x509_crt_parse_file)
SETS_UP_NOTHING(mbedtls_x509_crt_parse_path)
