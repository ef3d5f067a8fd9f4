import { sql } from 'drizzle-orm'
import type { Kit } from './kit.ts'

export type Role = 'sales' | 'service' | 'supervisor' | 'admin'
export type Params = Record<string, string>

/** Every table, once, over the logical columns of either engine. Decisions and reasons: docs/adr. */
export function defineTables(kit: Kit) {
  const { table, text, oneOf, int, serialKey, bool, instant, json, index, uniqueIndex, primaryKey } = kit
  const id = () => text().primaryKey()
  const corpId = () => text().notNull()

  const teams = table(
    'teams',
    {
      id: id(),
      corpId: corpId(),
      /** WeCom's department id. */
      departmentId: int().notNull(),
      parentDepartmentId: int().notNull(),
      name: text().notNull(),
      kind: oneOf(['sales', 'service']).notNull().default('sales'),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('teams_department').on(t.corpId, t.departmentId)],
  )

  const employees = table(
    'employees',
    {
      id: id(),
      corpId: corpId(),
      userId: text().notNull(),
      name: text().notNull(),
      /** sales until the first login tells more. */
      role: oneOf(['sales', 'service', 'supervisor', 'admin']).notNull().default('sales'),
      teamId: text(),
      /** Teams whose customers a supervisor may read: the subtrees of the departments they lead. */
      ledTeamIds: json<string[]>().notNull(),
      /** false: left, or out of the app's visible range; every session ends. */
      active: bool().notNull().default(true),
      seenAt: instant(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('employees_user').on(t.corpId, t.userId), index('employees_team').on(t.teamId)],
  )

  const sessions = table(
    'sessions',
    {
      /** Keyed hash of the cookie. */
      tokenHash: text().primaryKey(),
      corpId: corpId(),
      employeeId: text().notNull(),
      createdAt: instant().notNull(),
      renewedAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('sessions_employee').on(t.employeeId), index('sessions_expiry').on(t.expiresAt, t.tokenHash)],
  )

  const loginStates = table(
    'login_states',
    {
      stateHash: text().primaryKey(),
      /** Hash of the cookie of the browser that began, so that nobody can be logged in as somebody else. */
      browserHash: text().notNull(),
      returnTo: text().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [index('login_states_expiry').on(t.expiresAt, t.stateHash)],
  )

  const wecomTokens = table(
    'wecom_tokens',
    {
      corpId: corpId(),
      agentId: text().notNull(),
      kind: oneOf(['access_token', 'agent_ticket', 'corp_ticket']).notNull(),
      value: text().notNull(),
      expiresAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.corpId, t.agentId, t.kind] })],
  )

  /** After "too many calls" no job calls WeCom until then, in no process. */
  const wecomPauses = table('wecom_pauses', { corpId: text().primaryKey(), until: instant().notNull() })

  /** What the host of a page said of its signature, the latest of each kind of client: `npm run doctor` reads it. */
  const pageReports = table(
    'page_reports',
    {
      corpId: corpId(),
      client: oneOf(['ios', 'android', 'windows', 'mac']).notNull(),
      outcome: oneOf(['accepted', 'signature', 'no_permission', 'not_in_range', 'unsupported', 'timeout', 'other']).notNull(),
      /** The host's own words; empty when it accepted the page. */
      keyword: text().notNull(),
      /** Of the page, without query and hash. */
      address: text().notNull(),
      at: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.corpId, t.client] })],
  )

  const customers = table(
    'customers',
    {
      id: id(),
      corpId: corpId(),
      parentCustomerId: text(),
      nickname: text().notNull(),
      avatarUrl: text(),
      kind: oneOf(['wechat', 'wecom']).notNull(),
      corpName: text(),
      gender: oneOf(['unknown', 'male', 'female']).notNull(),
      ownerId: text(),
      version: int().notNull().default(1),
      /** When something last happened with them, in milliseconds: a number, so that one of whom nothing is known sorts last on both engines. */
      activeMs: int().notNull().default(0),
      /** When WeCom was last asked. */
      syncedAt: instant().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index('customers_of_owner').on(t.ownerId, t.corpId, t.activeMs, t.id), index('customers_activity').on(t.corpId, t.activeMs, t.id)],
  )

  const identities = table(
    'identities',
    {
      id: id(),
      corpId: corpId(),
      type: oneOf(['external_contact', 'unionid', 'phone', 'shop_account']).notNull(),
      /** The app, shop or source within which the value is unique; empty for corp-wide ones. */
      namespace: text().notNull().default(''),
      /** A phone's keyed hash, the plain value otherwise. */
      value: text().notNull(),
      /** What people see: masked for phones and WeCom ids. */
      label: text().notNull(),
      /** The phone itself, sealed with a key derived from PHONE_KEY. */
      sealed: text(),
      customerId: text(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('identities_value').on(t.corpId, t.type, t.namespace, t.value), index('identities_customer').on(t.customerId)],
  )

  /** Attaching and detaching of identities: append only. */
  const identityMoves = table(
    'identity_moves',
    {
      id: id(),
      corpId: corpId(),
      identityId: text().notNull(),
      fromCustomerId: text(),
      toCustomerId: text(),
      employeeId: text(),
      reason: text().notNull(),
      at: instant().notNull(),
    },
    (t) => [index('identity_moves_identity').on(t.identityId)],
  )

  const followRelations = table(
    'follow_relations',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      employeeId: text().notNull(),
      externalUserId: text().notNull(),
      remark: text().notNull(),
      description: text().notNull(),
      addWay: int().notNull(),
      state: text(),
      /** false once WeCom no longer names this follower. */
      active: bool().notNull().default(true),
      /** Always the customer's, so that an employee's customers are read in the order of the list. */
      activeMs: int().notNull().default(0),
      version: int().notNull().default(1),
      followedAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('follow_relations_pair').on(t.corpId, t.externalUserId, t.employeeId),
      index('follow_relations_customer').on(t.customerId, t.active, t.employeeId),
      index('follow_relations_of_employee').on(t.employeeId, t.corpId, t.active, t.activeMs, t.customerId),
    ],
  )

  const tagGroups = table(
    'tag_groups',
    {
      id: id(),
      corpId: corpId(),
      wecomGroupId: text().notNull(),
      name: text().notNull(),
      position: int().notNull(),
      active: bool().notNull().default(true),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('tag_groups_wecom').on(t.corpId, t.wecomGroupId)],
  )

  const tags = table(
    'tags',
    {
      id: id(),
      corpId: corpId(),
      /** corp: WeCom's; personal: Kebian's own, of one employee; wecom_personal: WeCom's without an id, shown only. */
      kind: oneOf(['corp', 'personal', 'wecom_personal']).notNull(),
      groupId: text(),
      wecomTagId: text(),
      employeeId: text(),
      name: text().notNull(),
      position: int().notNull(),
      active: bool().notNull().default(true),
      /** What makes it one tag: WeCom's id, or the employee and the name. */
      uniqueKey: text().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('tags_key').on(t.corpId, t.uniqueKey), index('tags_group').on(t.groupId)],
  )

  const tagAssignments = table(
    'tag_assignments',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      employeeId: text().notNull(),
      tagId: text().notNull(),
      setBy: oneOf(['person', 'rule', 'wecom']).notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [uniqueIndex('tag_assignments_pair').on(t.customerId, t.employeeId, t.tagId)],
  )

  /** What the team keeps about every customer beside WeCom's own facts, in the order in which it is shown. */
  const fields = table(
    'fields',
    {
      id: id(),
      corpId: corpId(),
      name: text().notNull(),
      /** Never changes: stored values are of it. */
      type: oneOf(['text', 'number', 'date', 'single', 'multi', 'phone', 'region']).notNull(),
      /** Shown behind a number. */
      unit: text(),
      position: int().notNull(),
      /** false: shown nowhere, its values kept. */
      active: bool().notNull().default(true),
      version: int().notNull().default(1),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index('fields_position').on(t.corpId, t.position)],
  )

  /** What may be chosen in a field of the types single and multi. An inactive option cannot be chosen anew and stays where it was. */
  const fieldOptions = table(
    'field_options',
    { id: id(), corpId: corpId(), fieldId: text().notNull(), name: text().notNull(), position: int().notNull(), active: bool().notNull().default(true) },
    (t) => [index('field_options_position').on(t.fieldId, t.position)],
  )

  /** One row per customer and field once it was ever set, with the one column of the field's type filled; a cleared value keeps its row, and so its version. */
  const fieldValues = table(
    'field_values',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      fieldId: text().notNull(),
      text: text(),
      /** In ten-thousandths, so that it is exact and sorts: 22.5 is 225000. */
      numberScaled: int(),
      /** `YYYY-MM-DD`. */
      day: text(),
      /** A code of shared/domain/regions.ts. */
      regionCode: text(),
      /** What people see of a phone. */
      phoneLabel: text(),
      /** The keyed hash by which a phone is found. */
      phoneHash: text(),
      /** The phone itself, sealed with a key derived from PHONE_KEY. */
      phoneSealed: text(),
      version: int().notNull().default(1),
      updatedBy: text().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [
      uniqueIndex('field_values_field').on(t.customerId, t.fieldId),
      index('field_values_of_field').on(t.fieldId),
      // Few: how many are filled is counted as all but these.
      index('field_values_empty')
        .on(t.fieldId)
        .where(sql`(${t.text} is null and ${t.numberScaled} is null and ${t.day} is null and ${t.regionCode} is null and ${t.phoneLabel} is null)`),
      index('field_values_phone').on(t.corpId, t.phoneHash),
    ],
  )

  /** The options chosen in a value of the types single and multi. */
  const fieldChoices = table('field_choices', { valueId: text().notNull(), corpId: corpId(), optionId: text().notNull() }, (t) => [
    primaryKey({ columns: [t.valueId, t.optionId] }),
    index('field_choices_option').on(t.optionId, t.valueId),
  ])

  const pipelines = table('pipelines', {
    id: id(),
    corpId: corpId(),
    name: text().notNull(),
    /** New customers enter the first active one. */
    position: int().notNull(),
    /** false: no new customers enter it, those in it stay. */
    active: bool().notNull().default(true),
    /** Of the pipeline with its stages and lost reasons. */
    version: int().notNull().default(1),
    createdAt: instant().notNull(),
  })

  const stages = table(
    'stages',
    {
      id: id(),
      corpId: corpId(),
      pipelineId: text().notNull(),
      name: text().notNull(),
      kind: oneOf(['open', 'won', 'lost']).notNull(),
      position: int().notNull(),
      usualDays: int(),
      /** What to do next in this stage, and the script for it. */
      nextStep: text(),
      nextScriptId: text(),
      /** false: nobody can be moved here any more; it stays in the history. */
      active: bool().notNull().default(true),
    },
    (t) => [uniqueIndex('stages_position').on(t.pipelineId, t.position)],
  )

  const lostReasons = table(
    'lost_reasons',
    {
      id: id(),
      corpId: corpId(),
      pipelineId: text().notNull(),
      text: text().notNull(),
      position: int().notNull(),
      /** false: cannot be given any more; customers who were lost for it keep it. */
      active: bool().notNull().default(true),
    },
    (t) => [uniqueIndex('lost_reasons_position').on(t.pipelineId, t.position)],
  )

  const opportunities = table(
    'opportunities',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      pipelineId: text().notNull(),
      stageId: text().notNull(),
      enteredAt: instant().notNull(),
      amountMinor: int(),
      currency: text(),
      expectedDay: text(),
      lostReasonId: text(),
      version: int().notNull().default(1),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('opportunities_pipeline').on(t.customerId, t.pipelineId), index('opportunities_stage').on(t.stageId, t.id)],
  )

  const stageMoves = table(
    'stage_moves',
    {
      id: id(),
      corpId: corpId(),
      opportunityId: text().notNull(),
      /** null: the opportunity began here. */
      fromStageId: text(),
      toStageId: text().notNull(),
      fromEnteredAt: instant(),
      fromLostReasonId: text(),
      employeeId: text(),
      lostReasonId: text(),
      note: text(),
      /** The opportunity's version after the move: it can be undone while this is still the version. */
      versionAfter: int().notNull(),
      undoneAt: instant(),
      at: instant().notNull(),
    },
    (t) => [
      index('stage_moves_opportunity').on(t.opportunityId),
      index('stage_moves_to').on(t.toStageId, t.at, t.id),
      index('stage_moves_reason').on(t.lostReasonId),
    ],
  )

  const notes = table(
    'notes',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      employeeId: text().notNull(),
      outcome: text(),
      text: text(),
      /** The Idempotency-Key of the write: a note written on Friday and sent on Monday is stored once. */
      clientKey: text().notNull(),
      /** When it was taken back, and by whom: it stays, and no list shows it. */
      voidedAt: instant(),
      voidedBy: text(),
      createdAt: instant().notNull(),
    },
    (t) => [uniqueIndex('notes_client').on(t.employeeId, t.clientKey), index('notes_customer').on(t.customerId)],
  )

  const tasks = table(
    'tasks',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      assigneeId: text().notNull(),
      title: text().notNull(),
      dueAt: instant().notNull(),
      origin: oneOf(['person', 'sop', 'rule', 'promise']).notNull(),
      noteId: text(),
      state: oneOf(['open', 'done']).notNull().default('open'),
      doneAt: instant(),
      version: int().notNull().default(1),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index('tasks_customer').on(t.customerId, t.state, t.dueAt), index('tasks_assignee').on(t.assigneeId, t.state, t.dueAt)],
  )

  const scripts = table(
    'scripts',
    {
      id: id(),
      corpId: corpId(),
      /** Where it was imported from and its id there: the upsert key. */
      source: text().notNull(),
      sourceId: text().notNull(),
      scope: oneOf(['company', 'team', 'personal']).notNull(),
      teamId: text(),
      employeeId: text(),
      category: text().notNull(),
      title: text().notNull(),
      /** Title and texts in lower case, for the search by words. */
      searchText: text().notNull(),
      language: text().notNull(),
      usedCount: int().notNull().default(0),
      lastUsedAt: instant(),
      active: bool().notNull().default(true),
      version: int().notNull().default(1),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('scripts_source').on(t.corpId, t.source, t.sourceId), index('scripts_category').on(t.corpId, t.category)],
  )

  const scriptMessages = table(
    'script_messages',
    { id: id(), corpId: corpId(), scriptId: text().notNull(), position: int().notNull(), kind: oneOf(['text']).notNull(), text: text().notNull() },
    (t) => [uniqueIndex('script_messages_position').on(t.scriptId, t.position)],
  )

  const materials = table(
    'materials',
    {
      id: id(),
      corpId: corpId(),
      source: text().notNull(),
      sourceId: text().notNull(),
      kind: oneOf(['image', 'link']).notNull(),
      title: text().notNull(),
      description: text().notNull().default(''),
      /** Name of the original below DATA_DIR/materials: its SHA-256 and extension. */
      fileKey: text(),
      mime: text(),
      sizeBytes: int(),
      linkUrl: text(),
      linkImageUrl: text(),
      usedCount: int().notNull().default(0),
      lastUsedAt: instant(),
      active: bool().notNull().default(true),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('materials_source').on(t.corpId, t.source, t.sourceId)],
  )

  /** WeCom's temporary media ids of our originals. */
  const media = table(
    'media',
    { materialId: text().notNull(), corpId: corpId(), kind: oneOf(['image']).notNull(), mediaId: text().notNull(), expiresAt: instant().notNull() },
    (t) => [primaryKey({ columns: [t.materialId, t.kind] })],
  )

  const sendRecords = table(
    'send_records',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      employeeId: text().notNull(),
      scriptId: text(),
      materialId: text(),
      position: int().notNull(),
      of: int().notNull(),
      /** What was offered, where it is not the script's own text. */
      text: text(),
      state: oneOf(['handed_over', 'cancelled', 'refused', 'unknown']).notNull(),
      reason: text(),
      clientKey: text().notNull(),
      createdAt: instant().notNull(),
    },
    (t) => [uniqueIndex('send_records_client').on(t.employeeId, t.clientKey), index('send_records_customer').on(t.customerId)],
  )

  const orders = table(
    'orders',
    {
      id: id(),
      corpId: corpId(),
      source: text().notNull(),
      /** The shop's own number: the upsert key. */
      number: text().notNull(),
      /** The buyer's account; the order belongs to whichever customer that identity is attached to. */
      identityId: text().notNull(),
      status: oneOf(['created', 'paid', 'shipped', 'completed', 'refunding', 'refunded', 'cancelled']).notNull(),
      currency: text().notNull(),
      amountMinor: int().notNull(),
      refundedMinor: int().notNull().default(0),
      itemCount: int().notNull(),
      placedAt: instant().notNull(),
      /** Of the source; an older one never overwrites a newer. */
      sourceVersion: int().notNull(),
      /** Digest of all that was imported, to tell changed from unchanged. */
      contentHash: text().notNull(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [uniqueIndex('orders_number').on(t.corpId, t.source, t.number), index('orders_identity').on(t.identityId, t.placedAt)],
  )

  const orderItems = table(
    'order_items',
    {
      orderId: text().notNull(),
      corpId: corpId(),
      position: int().notNull(),
      productId: text().notNull(),
      name: text().notNull(),
      quantity: int().notNull(),
      unitMinor: int().notNull(),
      totalMinor: int().notNull(),
    },
    (t) => [primaryKey({ columns: [t.orderId, t.position] })],
  )

  const refunds = table(
    'refunds',
    {
      id: id(),
      corpId: corpId(),
      orderId: text().notNull(),
      source: text().notNull(),
      sourceId: text().notNull(),
      amountMinor: int().notNull(),
      currency: text().notNull(),
      reason: text().notNull(),
      at: instant().notNull(),
    },
    (t) => [uniqueIndex('refunds_source').on(t.corpId, t.source, t.sourceId), index('refunds_order').on(t.orderId)],
  )

  const timelineEvents = table(
    'timeline_events',
    {
      id: id(),
      corpId: corpId(),
      customerId: text().notNull(),
      kind: oneOf(['note', 'task', 'stage', 'send', 'tag', 'relation', 'order', 'look']).notNull(),
      code: text().notNull(),
      params: json<Params>().notNull(),
      actorId: text(),
      source: text().notNull(),
      /** The row it speaks of: a note, a task, a stage move. */
      refId: text(),
      occurredAt: instant().notNull(),
      recordedAt: instant().notNull(),
    },
    (t) => [index('timeline_events_customer').on(t.customerId, t.occurredAt, t.id), index('timeline_events_kind').on(t.kind, t.id)],
  )

  const jobs = table(
    'jobs',
    {
      id: id(),
      corpId: corpId(),
      employeeId: text().notNull(),
      kind: text().notNull(),
      payload: json<Record<string, unknown>>().notNull(),
      state: oneOf(['pending', 'done', 'refused']).notNull().default('pending'),
      reason: json<{ code: string; params: Params }>(),
      /** Jobs with the same key run one after another, in the order of their ids. */
      lane: text().notNull(),
      attempts: int().notNull().default(0),
      /** Of the attempts, those that WeCom answered and turned down for now; the others met an outage. */
      refusals: int().notNull().default(0),
      runAt: instant().notNull(),
      leasedUntil: instant(),
      createdAt: instant().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [index('jobs_due').on(t.state, t.runAt, t.id), index('jobs_lane').on(t.lane, t.state, t.id)],
  )

  const idempotencyKeys = table(
    'idempotency_keys',
    {
      employeeId: text().notNull(),
      key: text().notNull(),
      requestHash: text().notNull(),
      answer: json<unknown>(),
      createdAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.employeeId, t.key] }), index('idempotency_keys_age').on(t.createdAt, t.key)],
  )

  /** What an admin may change while it runs; every change leaves an audit row. */
  const settings = table(
    'settings',
    {
      corpId: corpId(),
      key: text().notNull(),
      value: json<unknown>().notNull(),
      version: int().notNull().default(1),
      updatedBy: text().notNull(),
      updatedAt: instant().notNull(),
    },
    (t) => [primaryKey({ columns: [t.corpId, t.key] })],
  )

  const audit = table(
    'audit',
    {
      id: id(),
      corpId: corpId(),
      employeeId: text().notNull(),
      action: text().notNull(),
      customerId: text(),
      details: json<Params>().notNull(),
      /** On changes at the desk: which part of it, the record, and the record as it was and as it is; null before it was there. */
      area: oneOf(['pipelines', 'fields', 'tags', 'roles', 'settings']),
      refId: text(),
      before: json<unknown>(),
      after: json<unknown>(),
      /** The change that this one takes back: each can be taken back once. */
      undoes: text(),
      at: instant().notNull(),
    },
    (t) => [
      index('audit_customer').on(t.customerId, t.at),
      index('audit_employee').on(t.employeeId, t.action, t.at),
      index('audit_area').on(t.corpId, t.area, t.id),
      index('audit_action').on(t.action, t.id),
      uniqueIndex('audit_undoes').on(t.undoes),
    ],
  )

  /** The last look of an employee at a customer whom they may only read, by when it began. */
  const looks = table('looks', { corpId: corpId(), customerId: text().notNull(), employeeId: text().notNull(), at: instant().notNull() }, (t) => [
    primaryKey({ columns: [t.customerId, t.employeeId] }),
    index('looks_at').on(t.corpId, t.at, t.customerId),
  ])

  /** Names as shared/domain/search-tokens.ts cuts them, one row for what is found. Indexed by each engine's own full-text index, see the migrations. */
  const searchEntries = table(
    'search_entries',
    {
      /** A key of its own: implicit row ids of text-keyed tables may change. */
      id: serialKey(),
      corpId: corpId(),
      kind: oneOf(['customer']).notNull(),
      refId: text().notNull(),
      tokens: text().notNull(),
    },
    (t) => [uniqueIndex('search_entries_ref').on(t.kind, t.refId)],
  )

  return {
    teams,
    employees,
    sessions,
    loginStates,
    wecomTokens,
    wecomPauses,
    pageReports,
    customers,
    identities,
    identityMoves,
    followRelations,
    tagGroups,
    tags,
    tagAssignments,
    fields,
    fieldOptions,
    fieldValues,
    fieldChoices,
    pipelines,
    stages,
    lostReasons,
    opportunities,
    stageMoves,
    notes,
    tasks,
    scripts,
    scriptMessages,
    materials,
    media,
    sendRecords,
    orders,
    orderItems,
    refunds,
    timelineEvents,
    jobs,
    idempotencyKeys,
    settings,
    audit,
    looks,
    searchEntries,
  }
}

export type Tables = ReturnType<typeof defineTables>
