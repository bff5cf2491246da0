internal import Engine

extension StatementFailure {
  /// The refusal of a script on a server of our own, with what to do where only a superuser may run it.
  var sayingWhoseRights: StatementFailure {
    guard isForSuperusers else { return self }
    var failure = self
    failure.hint = """
      Models and revisions are tried by a role that is no superuser. Where only a superuser may,
      name a server of your own that holds nothing else in "migrate.postgresql.scratchUrl"
      """
    return failure
  }

  /// `CREATE AGGREGATE` has another code for it.
  private var isForSuperusers: Bool {
    isOf(SQLState.insufficientPrivilege)
      || isOf(SQLState.invalidFunctionDefinition)
        && reason == "aggregate transition data type cannot be internal"
  }
}
