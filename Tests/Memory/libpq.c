// Compiles only where each function of libpq has the type with which "Libpq.swift" calls it. There
// the library is opened at run time, so no compiler compares the two. Run by "make sanitize".
//
// Swift has one type for pointers that C tells apart; what counts in a call is the number of the
// arguments and how each is passed, which C's types say more strictly.

#include <libpq-fe.h>

#define HAS_TYPE(name, type) \
  _Static_assert(__builtin_types_compatible_p(__typeof__(&name), type), #name)

HAS_TYPE(PQlibVersion, int (*)(void));
HAS_TYPE(PQconnectdbParams, PGconn *(*)(const char *const *, const char *const *, int));
HAS_TYPE(PQfinish, void (*)(PGconn *));
HAS_TYPE(PQstatus, ConnStatusType (*)(const PGconn *));
HAS_TYPE(PQtransactionStatus, PGTransactionStatusType (*)(const PGconn *));
HAS_TYPE(PQsocket, int (*)(const PGconn *));
HAS_TYPE(PQisBusy, int (*)(PGconn *));
HAS_TYPE(PQconsumeInput, int (*)(PGconn *));
HAS_TYPE(PQbackendPID, int (*)(const PGconn *));
HAS_TYPE(PQgetCancel, PGcancel *(*)(PGconn *));
HAS_TYPE(PQfreeCancel, void (*)(PGcancel *));
HAS_TYPE(PQcancel, int (*)(PGcancel *, char *, int));
HAS_TYPE(PQerrorMessage, char *(*)(const PGconn *));
HAS_TYPE(PQserverVersion, int (*)(const PGconn *));
HAS_TYPE(PQparameterStatus, const char *(*)(const PGconn *, const char *));
HAS_TYPE(PQdb, char *(*)(const PGconn *));
HAS_TYPE(PQconnectionNeedsPassword, int (*)(const PGconn *));
HAS_TYPE(PQsetNoticeReceiver, PQnoticeReceiver (*)(PGconn *, PQnoticeReceiver, void *));
HAS_TYPE(PQsendQuery, int (*)(PGconn *, const char *));
HAS_TYPE(PQsendQueryParams, int (*)(PGconn *, const char *, int, const Oid *, const char *const *,
                                    const int *, const int *, int));
HAS_TYPE(PQgetResult, PGresult *(*)(PGconn *));
HAS_TYPE(PQclear, void (*)(PGresult *));
HAS_TYPE(PQresultStatus, ExecStatusType (*)(const PGresult *));
HAS_TYPE(PQresultErrorField, char *(*)(const PGresult *, int));
HAS_TYPE(PQntuples, int (*)(const PGresult *));
HAS_TYPE(PQnfields, int (*)(const PGresult *));
HAS_TYPE(PQgetisnull, int (*)(const PGresult *, int, int));
HAS_TYPE(PQgetvalue, char *(*)(const PGresult *, int, int));
HAS_TYPE(PQgetlength, int (*)(const PGresult *, int, int));
HAS_TYPE(PQputCopyEnd, int (*)(PGconn *, const char *));
HAS_TYPE(PQgetCopyData, int (*)(PGconn *, char **, int));
HAS_TYPE(PQfreemem, void (*)(void *));
HAS_TYPE(PQconninfoParse, PQconninfoOption *(*)(const char *, char **));
HAS_TYPE(PQconninfoFree, void (*)(PQconninfoOption *));

// The receiver of notices that "Connection.swift" passes, and how large the numbers are.
_Static_assert(
    __builtin_types_compatible_p(PQnoticeReceiver, void (*)(void *, const PGresult *)), "");
_Static_assert(sizeof(ConnStatusType) == 4 && sizeof(ExecStatusType) == 4 &&
                   sizeof(PGTransactionStatusType) == 4 && sizeof(Oid) == 4 && sizeof(int) == 4,
               "");
