// Generated from openapi.json by tools/generate-openapi.ts. Do not edit.

export interface paths {
    "/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a one-time link offers */
        get: operations["getSetupLink"];
        put?: never;
        /** Join with a one-time link; signs the person in */
        post: operations["acceptSetupLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the caller is and what they may do */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's own name or language */
        patch: operations["changeOwnAccount"];
        trace?: never;
    };
    "/v1/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everyone who can sign in, and open invitations */
        get: operations["listStaff"];
        put?: never;
        /** Invite a colleague with a one-time link */
        post: operations["inviteStaff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away a colleague's access, or end an invitation */
        delete: operations["withdrawStaff"];
        options?: never;
        head?: never;
        /** Change a colleague's name, role, store or access */
        patch: operations["changeStaff"];
        trace?: never;
    };
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings of the installation */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change settings of the installation */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/v1/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, the state of the lens, and room used */
        get: operations["getAbout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys in force, without their secrets */
        get: operations["listApiKeys"];
        put?: never;
        /** Make a key; the secret is shown once */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Make a key void */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Versions, newest first */
        get: operations["listProgrammeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One version and what it changed */
        get: operations["getProgrammeVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an earlier version the draft, or publish it again at once */
        post: operations["restoreProgrammeVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/versions/{version}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back a version that waits for its day */
        post: operations["cancelProgrammeVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The published programme */
        get: operations["getProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The draft, what it changes, and its rules in words */
        get: operations["getProgrammeDraft"];
        /**
         * Save the draft, complete or not
         * @description Up to 8 MiB.
         */
        put: operations["saveProgrammeDraft"];
        post?: never;
        /** Forget the draft */
        delete: operations["discardProgrammeDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/draft/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with the draft */
        post: operations["validateProgrammeDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A programme as a file for another install */
        get: operations["exportProgramme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a programme exported from another install the draft
         * @description Takes an exported file as it is, or a bare programme; files of earlier formats are brought up to date. Up to 8 MiB.
         */
        post: operations["importProgramme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish the draft as the next version */
        post: operations["publishProgramme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/sentence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A condition in words, for editors */
        post: operations["sayCondition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready-made programmes and ladders */
        get: operations["listPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/presets/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lay a preset over the draft */
        post: operations["applyPreset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stores by id */
        get: operations["listStores"];
        put?: never;
        /** Open a store */
        post: operations["openStore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a store: absent leaves, null clears */
        patch: operations["changeStore"];
        trace?: never;
    };
    "/v1/members/{id}/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Wallets now, or as of an instant behind or ahead, and all of them as one number */
        get: operations["getMemberWallets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/expiring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that will die if nothing is done with it, by month */
        get: operations["forecastMemberExpiry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lots of points with their expiry and what gave them */
        get: operations["listMemberLots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Points reserved now and before, newest first */
        get: operations["listMemberHolds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ledger lines, newest first, each explained and with the balance after it */
        get: operations["listMemberEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/entries/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same lines, all of them, as a CSV that spreadsheets open */
        get: operations["exportMemberEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a ledger line is what it is: rule, lots, and what answers it */
        get: operations["explainEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened with a member, newest first */
        get: operations["getMemberTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an order gave these points and this tier */
        get: operations["explainOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proves that entries, lots, holds and balances agree and that no entry was changed */
        get: operations["proveLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Walks the member's chain of entries: was any changed, taken out or put in? */
        get: operations["verifyMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrity/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proofs of the whole ledger, newest first, with what they found */
        get: operations["listIntegrityRuns"];
        put?: never;
        /** Prove the whole ledger in the background; the one under way, if there is one */
        post: operations["startIntegrityRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/integrity/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One proof: how far it is, or what it found */
        get: operations["getIntegrityRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/liability": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is owed in points, by wallet and month; the figures add up */
        get: operations["reportLiability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/liability/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same by month as a CSV that spreadsheets open */
        get: operations["exportLiability"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/liability/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** To whom points of a wallet are owed, most first */
        get: operations["listLiabilityMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/breakage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much of what is owed is expected to die unspent, with the method */
        get: operations["reportBreakage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members, newest first */
        get: operations["listMembers"];
        put?: never;
        /** Make a member */
        post: operations["createMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member, by id or ext:{externalId} */
        get: operations["getMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a member: absent leaves, null clears */
        patch: operations["changeMember"];
        trace?: never;
    };
    "/v1/members/{id}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a member one more card, phone, e-mail or external id */
        post: operations["addMemberIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who is it? Phone, card, member number, rotating code, e-mail or external id */
        post: operations["resolveMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A member code that is valid for a minute and a half */
        get: operations["getMemberCode"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/households": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Households, newest first */
        get: operations["listHouseholds"];
        put?: never;
        /** Make a household of members who pay with each other's points */
        post: operations["createHousehold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/households/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A household and what its members can pay with together */
        get: operations["getHousehold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Rename a household, or make another member its owner */
        patch: operations["changeHousehold"];
        trace?: never;
    };
    "/v1/members/{id}/household": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The household a member belongs to */
        get: operations["getMemberHousehold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/households/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add a member who belongs to no household */
        post: operations["addHouseholdMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/households/{id}/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A member leaves, or is put out, with the points that are theirs */
        delete: operations["leaveHousehold"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders, newest first */
        get: operations["listOrders"];
        put?: never;
        /** Record an order; points and tier are in the answer */
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record up to 1,000 orders; each has its own answer */
        post: operations["createOrders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refund lines, an amount, or all that is left; says what was clawed back and returned */
        post: operations["createRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orders/{id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a guest order its member, who earns as if they had been named at once */
        post: operations["claimOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what a member did; points and tier are in the answer */
        post: operations["createEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record up to 1,000 events; each has its own answer */
        post: operations["createEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reserve points for a while */
        post: operations["createHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One hold, as of now */
        get: operations["getHold"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend a hold, all of it or a part; the rest is given back */
        post: operations["commitHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give back what a hold reserved */
        post: operations["releaseHold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/tiers/redeem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Use a voucher or points for a higher tier: what it costs is spent and the tier is given, or neither */
        post: operations["redeemTier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/tiers/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programme's tier offers, and for each what the member would get now or why it cannot be used */
        get: operations["listTierOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/points/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Spend points outside an order */
        post: operations["spendPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/points/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give or take points by hand, with a reason */
        post: operations["adjustPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/points/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give points of one member to another: both sides are booked, or neither */
        post: operations["transferPoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/entries/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an entry back, once: what it gave is clawed back, what it took is returned */
        post: operations["reverseEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a tier that was not earned, or take such a grant back */
        post: operations["grantTier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tiers/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations of tiers, newest first: runs over all members, and what was due day by day */
        get: operations["listTierEvaluations"];
        put?: never;
        /** Look at the tiers of all members now; answers the run that is open already when there is one */
        post: operations["startTierEvaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tiers/evaluations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An evaluation of tiers and how far it is */
        get: operations["getTierEvaluation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tiers/evaluations/{id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tiers that an evaluation moved, each with its reason, newest first */
        get: operations["listTierEvaluationChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/try": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an order or event would do under a programme, rule by rule; nothing is written
         * @description A member takes part as they stand now, also what the programme's own rules ask of their history. With orderId the order's basket is bought once more at `at`, paid with money alone; the past order stays in the history. A real member or order asks for members:read, orders:read and points:read as well.
         */
        post: operations["tryProgramme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members, value, points and alerts on one page */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The RFM heat map: recency against frequency */
        get: operations["getRfm"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/rfm/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of a cell of the heat map */
        get: operations["listRfmMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/lifecycle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stages, who is in them and how members moved between them */
        get: operations["getLifecycle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/lifecycle/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members in a stage */
        get: operations["listStageMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members behind a figure */
        get: operations["listInsightMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/closest-members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members of a tier who are nearest to the next one, and what each still lacks */
        get: operations["listClosestMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fresh the figures are */
        get: operations["getInsightsStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fill the copy that figures come from anew; it starts within seconds */
        post: operations["rebuildInsights"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/insight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stage and why, RFM scores and habits of a member */
        get: operations["getMemberInsight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many members a condition holds of, and some of them; nothing is kept */
        post: operations["previewSegment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members a condition holds of; the rows behind a number */
        get: operations["listSegmentMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/members/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of them as a CSV that spreadsheets open, written as it is read */
        get: operations["exportSegmentMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Why a member is in a set or not: each part of the condition with the value seen */
        post: operations["explainSegmentMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every metric with its meaning, and what it can be grouped by */
        get: operations["listMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Measures by dimensions for a period, a store, some members */
        post: operations["explore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/explore/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as a file, with the meanings */
        post: operations["exportExplore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Numbers of trade articles, as reference lines */
        get: operations["listReferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Put your own numbers in their place, or the originals back */
        patch: operations["changeReferences"];
        trace?: never;
    };
    "/v1/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What winning members cost, newest month first */
        get: operations["listCosts"];
        put?: never;
        /** Enter a cost of winning members */
        post: operations["addCost"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/costs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a cost */
        put: operations["changeCost"];
        post?: never;
        /** Take a cost out */
        delete: operations["deleteCost"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Members who are alike in what they buy, with profiles and conditions that describe them */
        post: operations["clusterMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/scorecard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Balanced scorecard: financial, behaviour, brand */
        get: operations["getScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/scorecard/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Balanced scorecard: financial, behaviour, brand */
        get: operations["exportScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/scorecard/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the scorecard is made of, and what it may be made of */
        get: operations["getScorecardSettings"];
        /** Change indicators, weights and targets of the scorecard */
        put: operations["putScorecardSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/funnel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** From joining to referring: AARRR of the members who joined in the period */
        get: operations["getFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/funnel/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: From joining to referring: AARRR of the members who joined in the period */
        get: operations["exportFunnel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retention, revenue or orders by the period members joined or first bought in */
        get: operations["getCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/cohorts/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Retention, revenue or orders by the period members joined or first bought in */
        get: operations["exportCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/clv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What members are worth, and how that is spread */
        get: operations["getClv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/clv/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: What members are worth, and how that is spread */
        get: operations["exportClv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/churn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may leave and when, and how far the model may be trusted */
        get: operations["getChurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/churn/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Who may leave and when, and how far the model may be trusted */
        get: operations["exportChurn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/acquisition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** CAC and LTV to CAC by channel and month */
        get: operations["getAcquisition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/acquisition/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: CAC and LTV to CAC by channel and month */
        get: operations["exportAcquisition"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/members-and-guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members against guests */
        get: operations["getMemberComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/members-and-guests/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Members against guests */
        get: operations["exportMemberComparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/repurchase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether and when members buy again */
        get: operations["getRepurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/repurchase/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Whether and when members buy again */
        get: operations["exportRepurchase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/purchase-times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When people buy */
        get: operations["getPurchaseTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/purchase-times/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: When people buy */
        get: operations["exportPurchaseTimes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/affinities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is bought together, and how products do */
        get: operations["getAffinities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/affinities/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: What is bought together, and how products do */
        get: operations["exportAffinities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/forecast": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A metric carried on, with intervals and how well that did before */
        get: operations["getForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/forecast/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: A metric carried on, with intervals and how well that did before */
        get: operations["exportForecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members behind a number of a report that no condition can say */
        get: operations["listNumberMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/lifecycle-flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members by life-cycle stage over time and how they moved, under the programme's or a preset life cycle */
        get: operations["getLifecycleFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/lifecycle-flow/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Members by life-cycle stage over time and how they moved, under the programme's or a preset life cycle */
        get: operations["exportLifecycleFlow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/tiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each tier brings in and costs */
        get: operations["getTierEconomics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/tiers/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: What each tier brings in and costs */
        get: operations["exportTierEconomics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/win-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was lost and came back, and what regaining a member may cost */
        get: operations["getWinBack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/win-back/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** As a file, every table of it: Who was lost and came back, and what regaining a member may cost */
        get: operations["exportWinBack"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/insights/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Two sets of members or two periods, side by side */
        post: operations["comparePopulations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Goals with what was reached, the latest end first */
        get: operations["listGoals"];
        put?: never;
        /** Set a goal */
        post: operations["addGoal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a goal */
        put: operations["changeGoal"];
        post?: never;
        /** Give a goal up */
        delete: operations["deleteGoal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions that were kept, by name */
        get: operations["listSavedReports"];
        put?: never;
        /** Keep a question */
        post: operations["addSavedReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A kept question */
        get: operations["getSavedReport"];
        /** Change a kept question */
        put: operations["changeSavedReport"];
        post?: never;
        /** Throw a kept question away; refused while it is on a dashboard */
        delete: operations["deleteSavedReport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dashboards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dashboards by name */
        get: operations["listDashboards"];
        put?: never;
        /** Make a dashboard */
        post: operations["addDashboard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dashboards/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A dashboard with its reports */
        get: operations["getDashboard"];
        /** Rename a dashboard, add, order or take off tiles */
        put: operations["changeDashboard"];
        post?: never;
        /** Throw a dashboard away; its reports stay */
        delete: operations["deleteDashboard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scorings, newest first */
        get: operations["listScoreRuns"];
        put?: never;
        /** Fit the models and score all members now */
        post: operations["startScoring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a scoring is, and what came of it */
        get: operations["getScoreRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a scoring; the scores of the last one stay */
        post: operations["cancelScoring"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The models in use, how good they are, or why there is none */
        get: operations["listModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/scores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What models say of a member, with the inputs */
        get: operations["getMemberScores"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members/{id}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a member may want next, and because of what */
        get: operations["listRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How members stood by their scores, day by day */
        get: operations["getScoreHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/scores/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What scoring goes by */
        get: operations["getScoreSettings"];
        /** Change what scoring goes by; the next run uses it */
        put: operations["putScoreSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Simulations, newest first */
        get: operations["listSimulations"];
        put?: never;
        /** Replay a span of the install's own history under a programme */
        post: operations["startSimulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two finished simulations side by side */
        get: operations["compareSimulations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A simulation, how far it is, and its result beside what really happened */
        get: operations["getSimulation"];
        put?: never;
        post?: never;
        /** Forget a simulation that has ended */
        delete: operations["deleteSimulation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result as CSV (section, id, name, measure, actual, simulated, compare) or JSON */
        get: operations["exportSimulation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members whom the programme would have treated most differently */
        get: operations["listSimulationMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop a simulation */
        post: operations["cancelSimulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/simulations/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a cancelled or failed simulation where it stopped */
        post: operations["resumeSimulation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programme/draft/preview-moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would change tier if the draft's ladders were published now; nothing is written */
        post: operations["previewTierMoves"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: operations["listImports"];
        put?: never;
        /** Upload a CSV of orders or points (multipart: file, kind, mapping, source) and take it in */
        post: operations["createImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import and how far it is */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The refused rows as CSV: line, code, reason, row */
        get: operations["getImportErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/import-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Column mappings that files can be read with */
        get: operations["listImportMappings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop an import; what it has taken in stays */
        post: operations["cancelImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on with a cancelled or failed import where it stopped */
        post: operations["resumeImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether demo data is there or on its way */
        get: operations["getDemo"];
        put?: never;
        post?: never;
        /** Remove everything of the demo */
        delete: operations["removeDemo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The first rows of a CSV as they would be read, and which mappings fit; nothing is kept */
        post: operations["previewImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        SegmentReasonInput: {
            pointer: string;
            kind: string;
            holds: boolean;
            sentence: {
                zh: string;
                en: string;
            };
            seen: ((string | number | boolean) | (string | number | boolean)[]) | null;
            seenText: {
                zh: string;
                en: string;
            } | null;
            children: components["schemas"]["SegmentReasonInput"][];
        };
        ProblemInput: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            requestId: string;
            errors?: {
                pointer: string;
                code: string;
                message: string;
            }[];
        };
        StageExplanationInput: {
            holds: boolean;
            sentence: {
                zh: string;
                en: string;
            };
            children: components["schemas"]["StageExplanationInput"][];
        };
        SegmentReason: {
            pointer: string;
            kind: string;
            holds: boolean;
            sentence: {
                zh: string;
                en: string;
            };
            seen: ((string | number | boolean) | (string | number | boolean)[]) | null;
            seenText: {
                zh: string;
                en: string;
            } | null;
            children: components["schemas"]["SegmentReason"][];
        };
        Problem: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            requestId: string;
            errors?: {
                pointer: string;
                code: string;
                message: string;
            }[];
        };
        StageExplanation: {
            holds: boolean;
            sentence: {
                zh: string;
                en: string;
            };
            children: components["schemas"]["StageExplanation"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getSetupLink: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        role: "owner" | "operator" | "analyst" | "clerk";
                        email: string | null;
                        /** Format: date-time */
                        expiresAt: string;
                        organisationName: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptSetupLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    name: string;
                    /** Format: email */
                    email: string;
                    password: string;
                    /** @enum {string} */
                    locale?: "zh-CN" | "en";
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        person: {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            storeId: string | null;
                            locale: ("zh-CN" | "en") | null;
                            disabled: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            lastSeenAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        kind: "staff" | "key";
                        id: string;
                        name: string;
                        email: string | null;
                        role: ("owner" | "operator" | "analyst" | "clerk") | null;
                        permissions: ("members:read" | "members:write" | "members:reveal" | "orders:read" | "orders:write" | "points:read" | "points:write" | "programme:read" | "programme:write" | "insights:read" | "insights:write" | "imports:read" | "imports:write" | "settings:read" | "settings:write" | "keys:write" | "staff:write" | "audit:read" | "demo:write")[];
                        storeId: string | null;
                        /** @enum {string} */
                        locale: "zh-CN" | "en";
                        organisationName: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeOwnAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    locale?: ("zh-CN" | "en") | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        person: {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            storeId: string | null;
                            locale: ("zh-CN" | "en") | null;
                            disabled: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            lastSeenAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            storeId: string | null;
                            locale: ("zh-CN" | "en") | null;
                            disabled: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            lastSeenAt: string | null;
                        }[];
                        invitations: {
                            id: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            email: string | null;
                            storeId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteStaff: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "operator" | "analyst" | "clerk";
                    /** Format: email */
                    email?: string;
                    storeId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitation: {
                            id: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            email: string | null;
                            storeId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                        /** Format: uri */
                        link: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeStaff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    role?: "owner" | "operator" | "analyst" | "clerk";
                    storeId?: string | null;
                    disabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        person: {
                            id: string;
                            name: string;
                            email: string;
                            /** @enum {string} */
                            role: "owner" | "operator" | "analyst" | "clerk";
                            storeId: string | null;
                            locale: ("zh-CN" | "en") | null;
                            disabled: boolean;
                            /** Format: date-time */
                            createdAt: string;
                            lastSeenAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                target?: string;
                actor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** Format: date-time */
                            at: string;
                            actor: {
                                /** @enum {string} */
                                kind: "staff" | "key" | "system";
                                id: string;
                                name: string;
                            };
                            action: string;
                            target: string;
                            before: unknown;
                            after: unknown;
                            reason: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organisationName: string;
                        /** @enum {string} */
                        locale: "zh-CN" | "en";
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    organisationName?: string;
                    /** @enum {string} */
                    locale?: "zh-CN" | "en";
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organisationName: string;
                        /** @enum {string} */
                        locale: "zh-CN" | "en";
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAbout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                        node: string;
                        postgres: string;
                        lens: {
                            engine: string;
                            ready: boolean;
                            reason: string | null;
                        };
                        databaseBytes: number;
                        dataDir: string;
                        dataDirBytes: number;
                        /** Format: date-time */
                        startedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            hint: string;
                            scopes: ("members:read" | "members:write" | "members:reveal" | "orders:read" | "orders:write" | "points:read" | "points:write" | "programme:read" | "programme:write" | "insights:read" | "insights:write" | "imports:read" | "imports:write" | "settings:read" | "settings:write" | "keys:write" | "staff:write" | "audit:read" | "demo:write")[];
                            storeId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            lastUsedAt: string | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    scopes: ("members:read" | "members:write" | "members:reveal" | "orders:read" | "orders:write" | "points:read" | "points:write" | "programme:read" | "programme:write" | "insights:read" | "insights:write" | "imports:read" | "imports:write" | "settings:read" | "settings:write" | "keys:write" | "staff:write" | "audit:read" | "demo:write")[];
                    storeId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKey: {
                            id: string;
                            name: string;
                            hint: string;
                            scopes: ("members:read" | "members:write" | "members:reveal" | "orders:read" | "orders:write" | "points:read" | "points:write" | "programme:read" | "programme:write" | "insights:read" | "insights:write" | "imports:read" | "imports:write" | "settings:read" | "settings:write" | "keys:write" | "staff:write" | "audit:read" | "demo:write")[];
                            storeId: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            lastUsedAt: string | null;
                        };
                        secret: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to tell */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProgrammeVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            version: number;
                            /** @enum {string} */
                            status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                            note: string | null;
                            basedOn: number | null;
                            /** Format: date-time */
                            validFrom: string;
                            publishedBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            activatedAt: string | null;
                            filled: number;
                            error: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgrammeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @enum {string} */
                        status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                        note: string | null;
                        basedOn: number | null;
                        /** Format: date-time */
                        validFrom: string;
                        publishedBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        activatedAt: string | null;
                        filled: number;
                        error: string | null;
                        programme: {
                            [key: string]: unknown;
                        };
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreProgrammeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default false */
                    publish?: boolean;
                    note?: string;
                } | null;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                        published: {
                            version: number;
                            /** @enum {string} */
                            status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelProgrammeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @enum {string} */
                        status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                        note: string | null;
                        basedOn: number | null;
                        /** Format: date-time */
                        validFrom: string;
                        publishedBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        activatedAt: string | null;
                        filled: number;
                        error: string | null;
                        programme: {
                            [key: string]: unknown;
                        };
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        programme: {
                            [key: string]: unknown;
                        };
                        version: number;
                        /** Format: date-time */
                        validFrom: string;
                        publishedBy: string;
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                        upcoming: {
                            version: number;
                            /** @enum {string} */
                            status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                            /** Format: date-time */
                            validFrom: string;
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgrammeDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    saveProgrammeDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    programme: {
                        [key: string]: unknown;
                    };
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardProgrammeDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateProgrammeDraft: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning" | "info";
                            pointer: string;
                            code: string;
                            zh: string;
                            en: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportProgramme: {
        parameters: {
            query?: {
                /** @description A version, or `draft`; absent = the published one */
                version?: "draft" | number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        format: "regulars.programme";
                        formatVersion: number;
                        /** Format: date-time */
                        exportedAt: string;
                        version: number | null;
                        programme: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    format?: "regulars.programme";
                    /** @default 2 */
                    formatVersion?: number;
                    /** Format: date-time */
                    exportedAt?: string;
                    version?: number | null;
                    programme: {
                        [key: string]: unknown;
                    };
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning" | "info";
                            pointer: string;
                            code: string;
                            zh: string;
                            en: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishProgramme: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    revision?: number;
                    /** Format: date-time */
                    validFrom?: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: number;
                        /** @enum {string} */
                        status: "activating" | "scheduled" | "published" | "superseded" | "failed" | "cancelled";
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sayCondition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    condition: unknown;
                    /**
                     * @default line
                     * @enum {string}
                     */
                    scope?: "member" | "order" | "line" | "event" | "set";
                    programme?: {
                        [key: string]: unknown;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        zh: string;
                        en: string;
                        findings: {
                            /** @enum {string} */
                            severity: "error" | "warning" | "info";
                            pointer: string;
                            code: string;
                            zh: string;
                            en: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPresets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "programme" | "tiers" | "wallet" | "lifecycle";
                            name: {
                                zh: string;
                                en: string;
                            };
                            description: {
                                zh: string;
                                en: string;
                            };
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyPreset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currency?: string;
                    revision?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        draft: {
                            programme: {
                                [key: string]: unknown;
                            };
                            basedOn: number | null;
                            revision: number;
                            updatedAt: string | null;
                            updatedBy: string | null;
                        };
                        differences: {
                            path: string;
                            /** @enum {string} */
                            kind: "added" | "removed" | "changed";
                            zh: string;
                            en: string;
                        }[];
                        words: {
                            wallets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ladders: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            rules: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            ruleGroups: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            budgets: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            tierOffers: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                            stages: {
                                id: string;
                                zh: string;
                                en: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStores: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            city: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            zone: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            demo: boolean;
                            /** Format: date-time */
                            createdAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openStore: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    id: string;
                    name: string;
                    city?: string;
                    latitude?: number;
                    longitude?: number;
                    zone?: string;
                    /** Format: date */
                    openedOn?: string;
                    /** Format: date */
                    closedOn?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        store: {
                            id: string;
                            name: string;
                            city: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            zone: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            demo: boolean;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        store: {
                            id: string;
                            name: string;
                            city: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            zone: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            demo: boolean;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeStore: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    city?: string | null;
                    latitude?: number | null;
                    longitude?: number | null;
                    zone?: string | null;
                    openedOn?: string | null;
                    closedOn?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        store: {
                            id: string;
                            name: string;
                            city: string | null;
                            latitude: number | null;
                            longitude: number | null;
                            zone: string | null;
                            openedOn: string | null;
                            closedOn: string | null;
                            demo: boolean;
                            /** Format: date-time */
                            createdAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberWallets: {
        parameters: {
            query?: {
                /** @description Looks back or ahead; absent = now */
                asOf?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            wallet: string;
                            available: number;
                            pending: number;
                            held: number;
                            arrears: number;
                            expiring: {
                                /** Format: date-time */
                                at: string;
                                amount: number;
                            }[];
                            /** Format: date-time */
                            asOf: string;
                        }[];
                        total: {
                            amount: number;
                            parts: {
                                wallet: string;
                                available: number;
                                weightBps: number;
                                amount: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    forecastMemberExpiry: {
        parameters: {
            query?: {
                wallet?: string;
                /** @description Only what dies before this instant */
                until?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        items: {
                            wallet: string;
                            month: string;
                            amount: number;
                            dates: {
                                /** Format: date-time */
                                at: string;
                                amount: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMemberLots: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                wallet?: string;
                /** @description open = something is left, spendable or waiting */
                status?: "open" | "pending" | "empty" | "expired" | "all";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            entryId: string;
                            wallet: string;
                            amount: number;
                            remaining: number;
                            /** Format: date-time */
                            activeFrom: string;
                            expiresAt: string | null;
                            /** @enum {string} */
                            status: "pending" | "open" | "empty" | "expired";
                            awaits: string | null;
                            origin: {
                                kind: string;
                                factKind: string;
                                factId: string;
                                orderId: string | null;
                                ruleId: string | null;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMemberHolds: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                wallet?: string;
                status?: "held" | "committed" | "released" | "expired" | "all";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            wallet: string;
                            points: number;
                            /** @enum {string} */
                            status: "held" | "committed" | "released" | "expired";
                            committed: number;
                            reference: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            expiresAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMemberEntries: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                wallet?: string;
                /** @description Comma-separated kinds; absent = all */
                kind?: string;
                /** @description Taking effect at or after this instant */
                from?: string;
                /** @description Taking effect before this instant */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            explanation: unknown;
                            text: string;
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            factKind: string;
                            factId: string;
                            orderId: string | null;
                            ruleId: string | null;
                            lotId: string | null;
                            programmeVersion: number;
                            /** Format: date-time */
                            effectiveAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            availableAt: string | null;
                            expiresAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMemberEntries: {
        parameters: {
            query?: {
                wallet?: string;
                /** @description Comma-separated kinds; absent = all */
                kind?: string;
                /** @description Taking effect at or after this instant */
                from?: string;
                /** @description Taking effect before this instant */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV, UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entry: {
                            explanation: unknown;
                            text: string;
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            factKind: string;
                            factId: string;
                            orderId: string | null;
                            ruleId: string | null;
                            lotId: string | null;
                            programmeVersion: number;
                            /** Format: date-time */
                            effectiveAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            availableAt: string | null;
                            expiresAt: string | null;
                        };
                        memberId: string;
                        actor: string;
                        rule: {
                            id: string;
                            version: number;
                            name: {
                                zh: string;
                                en: string;
                            };
                            text: {
                                zh: string;
                                en: string;
                            };
                            definition: unknown;
                        } | null;
                        perLine: {
                            lineNo: number;
                            amount: number;
                        }[];
                        budgets: {
                            key: string;
                            points: number;
                            money: number;
                        }[];
                        lots: {
                            lotId: string;
                            amount: number;
                            openedBy: {
                                kind: string;
                                factKind: string;
                                factId: string;
                                /** Format: date-time */
                                effectiveAt: string;
                            } | null;
                            expiresAt: string | null;
                        }[];
                        opened: {
                            lotId: string;
                            amount: number;
                            remaining: number;
                            /** Format: date-time */
                            activeFrom: string;
                            expiresAt: string | null;
                            paidArrears: number;
                            uses: {
                                entryId: string;
                                kind: string;
                                amount: number;
                                /** Format: date-time */
                                effectiveAt: string;
                            }[];
                        } | null;
                        relatedTo: {
                            explanation: unknown;
                            text: string;
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            factKind: string;
                            factId: string;
                            orderId: string | null;
                            ruleId: string | null;
                            lotId: string | null;
                            programmeVersion: number;
                            /** Format: date-time */
                            effectiveAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            availableAt: string | null;
                            expiresAt: string | null;
                        } | null;
                        relatedFrom: {
                            explanation: unknown;
                            text: string;
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            factKind: string;
                            factId: string;
                            orderId: string | null;
                            ruleId: string | null;
                            lotId: string | null;
                            programmeVersion: number;
                            /** Format: date-time */
                            effectiveAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            availableAt: string | null;
                            expiresAt: string | null;
                        }[];
                        chain: {
                            seq: number;
                            hash: string;
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberTimeline: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Comma-separated: order, refund, points, event, hold, transfer, tier, grant, consent, member; absent = all */
                types?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            type: "order" | "refund" | "points" | "event" | "hold" | "transfer" | "tier" | "grant" | "consent" | "member";
                            /** Format: date-time */
                            at: string;
                            title: {
                                zh: string;
                                en: string;
                            };
                            data: {
                                [key: string]: unknown;
                            };
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainOrder: {
        parameters: {
            query: {
                order: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        order: {
                            id: string;
                            externalId: string;
                            /** Format: date-time */
                            placedAt: string;
                            net: number;
                            currency: string;
                            programmeVersion: number;
                        };
                        entries: {
                            explanation: unknown;
                            text: string;
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            factKind: string;
                            factId: string;
                            orderId: string | null;
                            ruleId: string | null;
                            lotId: string | null;
                            programmeVersion: number;
                            /** Format: date-time */
                            effectiveAt: string;
                            /** Format: date-time */
                            recordedAt: string;
                            availableAt: string | null;
                            expiresAt: string | null;
                            perLine: {
                                lineNo: number;
                                amount: number;
                            }[];
                        }[];
                        tierChanges: {
                            explanation: unknown;
                            text: string;
                            ladder: string;
                            from: string | null;
                            to: string;
                            /** Format: date-time */
                            since: string;
                            until: string | null;
                            reason: string;
                        }[];
                        tiers: {
                            ladder: string;
                            tier: string;
                            /** Format: date-time */
                            since: string;
                            until: string | null;
                            progress: {
                                metric: number | null;
                                next: {
                                    tier: string;
                                    from: number | null;
                                    missing: number | null;
                                    orPointsMissing: number | null;
                                    unmet: {
                                        zh: string;
                                        en: string;
                                    }[];
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                    by: string | null;
                                } | null;
                                keep: {
                                    tier: string;
                                    from: number | null;
                                    missing: number | null;
                                    orPointsMissing: number | null;
                                    unmet: {
                                        zh: string;
                                        en: string;
                                    }[];
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                    /** Format: date-time */
                                    until: string;
                                } | null;
                                grant: {
                                    /** @enum {string} */
                                    source: "manual" | "invitation" | "voucher" | "points";
                                    until: string | null;
                                    isLifetime: boolean;
                                    reason: string;
                                    earnedTier: string;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                                sentence: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    proveLedger: {
        parameters: {
            query?: {
                /** @description Only this member; absent = everybody */
                memberId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        checked: number;
                        entries: number;
                        unchained: number;
                        findings: {
                            memberId: string | null;
                            wallet: string;
                            code: string;
                            expected: number | null;
                            actual: number | null;
                        }[];
                        truncated: boolean;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verifyMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ok: boolean;
                        entries: number;
                        unchained: number;
                        brokenAt: {
                            seq: number;
                            entryId: string | null;
                            /** @enum {string} */
                            code: "changed" | "missing" | "added" | "head_differs";
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIntegrityRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            trigger: "nightly" | "request" | "command";
                            /** @enum {string} */
                            status: "running" | "finished" | "failed" | "stopped";
                            ok: boolean | null;
                            startedBy: string;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            percent: number;
                            checked: number;
                            entries: number;
                            unchained: number;
                            findingCount: number;
                            findings: {
                                memberId: string | null;
                                wallet: string;
                                code: string;
                                expected: number | null;
                                actual: number | null;
                            }[];
                            error: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startIntegrityRun: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: {
                            id: string;
                            /** @enum {string} */
                            trigger: "nightly" | "request" | "command";
                            /** @enum {string} */
                            status: "running" | "finished" | "failed" | "stopped";
                            ok: boolean | null;
                            startedBy: string;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            percent: number;
                            checked: number;
                            entries: number;
                            unchained: number;
                            findingCount: number;
                            findings: {
                                memberId: string | null;
                                wallet: string;
                                code: string;
                                expected: number | null;
                                actual: number | null;
                            }[];
                            error: string | null;
                        };
                    };
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: {
                            id: string;
                            /** @enum {string} */
                            trigger: "nightly" | "request" | "command";
                            /** @enum {string} */
                            status: "running" | "finished" | "failed" | "stopped";
                            ok: boolean | null;
                            startedBy: string;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            percent: number;
                            checked: number;
                            entries: number;
                            unchained: number;
                            findingCount: number;
                            findings: {
                                memberId: string | null;
                                wallet: string;
                                code: string;
                                expected: number | null;
                                actual: number | null;
                            }[];
                            error: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIntegrityRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: {
                            id: string;
                            /** @enum {string} */
                            trigger: "nightly" | "request" | "command";
                            /** @enum {string} */
                            status: "running" | "finished" | "failed" | "stopped";
                            ok: boolean | null;
                            startedBy: string;
                            /** Format: date-time */
                            startedAt: string;
                            finishedAt: string | null;
                            percent: number;
                            checked: number;
                            entries: number;
                            unchained: number;
                            findingCount: number;
                            findings: {
                                memberId: string | null;
                                wallet: string;
                                code: string;
                                expected: number | null;
                                actual: number | null;
                            }[];
                            error: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportLiability: {
        parameters: {
            query?: {
                /** @description Absent = every wallet; the figures outside `items` are then the first wallet's */
                wallet?: string;
                /** @description First day (inclusive), in the programme's zone; absent = eleven months before the month of `to` */
                from?: string;
                /** @description Day after the last (exclusive); an instant counts to the end of its day. Absent = up to now */
                to?: string;
                by?: "month" | "total";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        opening: number;
                        issued: number;
                        spent: number;
                        expired: number;
                        clawedBack: number;
                        adjusted: number;
                        imported: number;
                        transferredIn: number;
                        transferredOut: number;
                        closing: number;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        moneyValue: {
                            amount: number;
                            currency: string;
                        };
                        redemptionRateBps: number | null;
                        changedAfterClose: {
                            entries: number;
                            points: number;
                            /** Format: date-time */
                            latestAt: string;
                        } | null;
                        wallet: string;
                        periods: {
                            opening: number;
                            issued: number;
                            spent: number;
                            expired: number;
                            clawedBack: number;
                            adjusted: number;
                            imported: number;
                            transferredIn: number;
                            transferredOut: number;
                            closing: number;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            moneyValue: {
                                amount: number;
                                currency: string;
                            };
                            redemptionRateBps: number | null;
                            changedAfterClose: {
                                entries: number;
                                points: number;
                                /** Format: date-time */
                                latestAt: string;
                            } | null;
                        }[];
                        now: {
                            available: number;
                            pending: number;
                            held: number;
                            arrears: number;
                            owed: number;
                            moneyValue: {
                                amount: number;
                                currency: string;
                            };
                        };
                        expiring: {
                            month: string;
                            points: number;
                            moneyValue: {
                                amount: number;
                                currency: string;
                            };
                        }[];
                        expiringLater: number;
                        neverExpiring: number;
                        costPer1000: number;
                        items: {
                            opening: number;
                            issued: number;
                            spent: number;
                            expired: number;
                            clawedBack: number;
                            adjusted: number;
                            imported: number;
                            transferredIn: number;
                            transferredOut: number;
                            closing: number;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            moneyValue: {
                                amount: number;
                                currency: string;
                            };
                            redemptionRateBps: number | null;
                            changedAfterClose: {
                                entries: number;
                                points: number;
                                /** Format: date-time */
                                latestAt: string;
                            } | null;
                            wallet: string;
                            periods: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                imported: number;
                                transferredIn: number;
                                transferredOut: number;
                                closing: number;
                                /** Format: date-time */
                                from: string;
                                /** Format: date-time */
                                to: string;
                                moneyValue: {
                                    amount: number;
                                    currency: string;
                                };
                                redemptionRateBps: number | null;
                                changedAfterClose: {
                                    entries: number;
                                    points: number;
                                    /** Format: date-time */
                                    latestAt: string;
                                } | null;
                            }[];
                            now: {
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                owed: number;
                                moneyValue: {
                                    amount: number;
                                    currency: string;
                                };
                            };
                            expiring: {
                                month: string;
                                points: number;
                                moneyValue: {
                                    amount: number;
                                    currency: string;
                                };
                            }[];
                            expiringLater: number;
                            neverExpiring: number;
                            costPer1000: number;
                        }[];
                        /** Format: date-time */
                        asOf: string;
                        zone: string;
                        method: {
                            zh: string;
                            en: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportLiability: {
        parameters: {
            query?: {
                /** @description Absent = every wallet; the figures outside `items` are then the first wallet's */
                wallet?: string;
                /** @description First day (inclusive), in the programme's zone; absent = eleven months before the month of `to` */
                from?: string;
                /** @description Day after the last (exclusive); an instant counts to the end of its day. Absent = up to now */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV, UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLiabilityMembers: {
        parameters: {
            query: {
                limit?: number;
                cursor?: string;
                wallet: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            memberId: string;
                            memberNo: string;
                            name: string | null;
                            points: number;
                            moneyValue: {
                                amount: number;
                                currency: string;
                            };
                            nextExpiryAt: string | null;
                        }[];
                        nextCursor: string | null;
                        wallet: string;
                        /** Format: date-time */
                        asOf: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportBreakage: {
        parameters: {
            query: {
                wallet: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        wallet: string;
                        /** Format: date-time */
                        asOf: string;
                        breakageBps: number | null;
                        expectedToExpire: number | null;
                        moneyValue: {
                            amount: number;
                            currency: string;
                        } | null;
                        outstanding: number;
                        reason: {
                            /** @enum {string} */
                            code: "too_little_history" | "expires_by_inactivity" | "nothing_owed";
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        method: {
                            zh: string;
                            en: string;
                        };
                        lotsSeen: number;
                        /** Format: date-time */
                        curveAsOf: string;
                        ages: {
                            month: number;
                            atRisk: number;
                            spent: number;
                            left: number;
                            hazardBps: number;
                            unspentBps: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                query?: string;
                phoneTail?: string;
                tier?: string;
                stage?: string;
                tag?: string;
                status?: "active" | "frozen" | "cancelled" | "merged" | "erased";
                joinedFrom?: string;
                joinedTo?: string;
                storeId?: string;
                sort?: "joinedAt";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            tags: string[];
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                lastAt: string | null;
                            };
                        }[];
                        nextCursor: string | null;
                        currency: string;
                        total: number | null;
                        totalIsEstimate: boolean;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMember: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalId?: string;
                    name?: string;
                    /** @description E.164, or as dialled in the installation's country */
                    phone?: string;
                    email?: string;
                    card?: string;
                    /** Format: date */
                    birthday?: string;
                    /** @enum {string} */
                    gender?: "female" | "male" | "other";
                    /**
                     * @default person
                     * @enum {string}
                     */
                    kind?: "person" | "company" | "partner";
                    zone?: string;
                    source?: {
                        channel: string;
                        storeId?: string;
                        campaign?: string;
                        referralCode?: string;
                    };
                    /** @default {} */
                    attributes?: {
                        [key: string]: string | number | boolean;
                    };
                    /** @default [] */
                    tags?: string[];
                    /** @default [] */
                    consents?: {
                        purpose: string;
                        granted: boolean;
                        textVersion: string;
                        /** Format: date-time */
                        at?: string;
                    }[];
                    /** Format: date-time */
                    joinedAt?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: {
                /** @description Why phone and e-mail are shown in full; needs members:reveal and is audited */
                reveal?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMember: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalId?: string | null;
                    name?: string | null;
                    phone?: string | null;
                    email?: string | null;
                    birthday?: string | null;
                    gender?: ("female" | "male" | "other") | null;
                    /** @enum {string} */
                    kind?: "person" | "company" | "partner";
                    /** @enum {string} */
                    status?: "active" | "frozen" | "cancelled";
                    zone?: string | null;
                    attributes?: {
                        [key: string]: (string | number | boolean) | null;
                    };
                    tags?: string[];
                    consents?: {
                        purpose: string;
                        granted: boolean;
                        textVersion: string;
                        /** Format: date-time */
                        at?: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addMemberIdentity: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    kind: "phone" | "email" | "external" | "card";
                    value: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    input: string;
                    storeId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        member: {
                            id: string;
                            memberNo: string;
                            externalId: string | null;
                            name: string | null;
                            phone: string | null;
                            email: string | null;
                            cards: string[];
                            birthday: string | null;
                            gender: ("female" | "male" | "other") | null;
                            /** @enum {string} */
                            kind: "person" | "company" | "partner";
                            /** @enum {string} */
                            status: "active" | "frozen" | "cancelled" | "merged" | "erased";
                            /** Format: date-time */
                            joinedAt: string;
                            source: {
                                [key: string]: unknown;
                            };
                            attributes: {
                                [key: string]: unknown;
                            };
                            tags: string[];
                            zone: string | null;
                            stage: string | null;
                            stageSince: string | null;
                            tiers: {
                                ladder: string;
                                tier: string;
                                /** Format: date-time */
                                since: string;
                                until: string | null;
                                progress: {
                                    metric: number | null;
                                    next: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        by: string | null;
                                    } | null;
                                    keep: {
                                        tier: string;
                                        from: number | null;
                                        missing: number | null;
                                        orPointsMissing: number | null;
                                        unmet: {
                                            zh: string;
                                            en: string;
                                        }[];
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                        /** Format: date-time */
                                        until: string;
                                    } | null;
                                    grant: {
                                        /** @enum {string} */
                                        source: "manual" | "invitation" | "voucher" | "points";
                                        until: string | null;
                                        isLifetime: boolean;
                                        reason: string;
                                        earnedTier: string;
                                        sentence: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                    sentence: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                expiring: {
                                    /** Format: date-time */
                                    at: string;
                                    amount: number;
                                }[];
                                /** Format: date-time */
                                asOf: string;
                            }[];
                            orders: {
                                count: number;
                                net: number;
                                firstAt: string | null;
                                lastAt: string | null;
                            };
                            consents: {
                                purpose: string;
                                granted: boolean;
                                textVersion: string;
                                /** Format: date-time */
                                at: string;
                            }[];
                            version: number;
                            /** Format: date-time */
                            createdAt: string;
                            /** Format: date-time */
                            updatedAt: string;
                        };
                        usableCoupons: unknown[];
                        matchedBy: ("phone" | "email" | "external" | "card" | "member_no") | ("member_code" | "id");
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberCode: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        /** Format: date-time */
                        expiresAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHouseholds: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Part of the name */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createHousehold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    ownerId: string;
                    /** @default [] */
                    memberIds?: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHousehold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        };
                        wallets: {
                            wallet: string;
                            available: number;
                            shares: {
                                memberId: string;
                                available: number;
                            }[];
                        }[];
                        /** Format: date-time */
                        asOf: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeHousehold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    ownerId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberHousehold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addHouseholdMember: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveHousehold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        household: {
                            id: string;
                            name: string;
                            ownerId: string;
                            /** Format: date-time */
                            createdAt: string;
                            members: {
                                memberId: string;
                                memberNo: string;
                                name: string | null;
                                isOwner: boolean;
                                /** Format: date-time */
                                joinedAt: string;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Receipt number, of any source and time */
                externalId?: string;
                memberId?: string;
                storeId?: string;
                from?: string;
                to?: string;
                guest?: "true" | "false";
                standing?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrder: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Receipt number; with `source` the business key, for ever */
                    externalId: string;
                    source: string;
                    memberId?: string;
                    /** @description Not looked at when memberId is given */
                    identity?: {
                        /** @enum {string} */
                        kind: "phone" | "email" | "external" | "card" | "member_no";
                        value: string;
                    };
                    storeId?: string;
                    channel?: string;
                    currency: string;
                    /** Format: date-time */
                    placedAt: string;
                    lines: {
                        sku: string;
                        name?: string;
                        category?: string;
                        quantity: number;
                        /** @description Minor units of the order's currency */
                        unitPrice: number;
                        /**
                         * @description Minor units off the whole line
                         * @default 0
                         */
                        discount?: number;
                    }[];
                    /** @default [] */
                    couponCodes?: string[];
                    /** @default [] */
                    redeem?: {
                        wallet: string;
                        points: number;
                    }[];
                    /**
                     * @description Open holds of the member whose points pay as well
                     * @default []
                     */
                    holdIds?: string[];
                    /** @description How the money was paid, e.g. gift_card; rules may leave such money out */
                    tenders?: {
                        kind: string;
                        amount: number;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    orders: unknown[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            index: number;
                            status: number;
                            order?: {
                                id: string;
                                externalId: string;
                                source: string;
                                memberId: string | null;
                                storeId: string | null;
                                channel: string | null;
                                currency: string;
                                placedAt: string;
                                recordedAt: string;
                                /** @enum {string} */
                                status: "paid" | "partly_refunded" | "refunded";
                                grossAmount: number;
                                discountAmount: number;
                                pointsPaidAmount: number;
                                netAmount: number;
                                refundedAmount: number;
                                programmeVersion: number;
                                lines: {
                                    lineNo: number;
                                    sku: string;
                                    name: string | null;
                                    category: string | null;
                                    quantity: number;
                                    unitPrice: number;
                                    discount: number;
                                    netAmount: number;
                                    refundedQuantity: number;
                                    refundedAmount: number;
                                }[];
                            };
                            outcome?: {
                                entries: {
                                    id: string;
                                    wallet: string;
                                    kind: string;
                                    amount: number;
                                    balanceAfter: number;
                                    availableAt: string | null;
                                    expiresAt: string | null;
                                    ruleId: string | null;
                                    /** @description The inputs that explain the number, as data */
                                    explanation: unknown;
                                    /** @description The explanation in the caller's language */
                                    text: string;
                                }[];
                                tierChanges: {
                                    ladder: string;
                                    from: string | null;
                                    to: string;
                                    since: string;
                                    until: string | null;
                                    reason: string;
                                    explanation: unknown;
                                    text: string;
                                }[];
                                issued: {
                                    kind: string;
                                    id: string;
                                    name: string;
                                }[];
                                wallets: {
                                    wallet: string;
                                    available: number;
                                    pending: number;
                                    held: number;
                                    arrears: number;
                                    asOf: string;
                                }[];
                            };
                            error?: {
                                code: string;
                                title: string;
                                detail: string;
                                errors?: {
                                    pointer: string;
                                    code: string;
                                    message: string;
                                }[];
                            };
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRefund: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    externalId: string;
                    lines?: {
                        lineNo: number;
                        quantity: number;
                    }[];
                    amount?: number;
                    /** Format: date-time */
                    refundedAt?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refund: {
                            id: string;
                            orderId: string;
                            externalId: string;
                            amount: number;
                            currency: string;
                            refundedAt: string;
                            reason: string | null;
                            lines: {
                                lineNo: number;
                                quantity: number;
                                amount: number;
                            }[];
                            clawedBack: {
                                wallet: string;
                                amount: number;
                            }[];
                            returned: {
                                wallet: string;
                                amount: number;
                                lapsed: number;
                            }[];
                            arrears: {
                                wallet: string;
                                amount: number;
                            }[];
                            waived: {
                                wallet: string;
                                amount: number;
                            }[];
                            complete: boolean;
                        };
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        refund: {
                            id: string;
                            orderId: string;
                            externalId: string;
                            amount: number;
                            currency: string;
                            refundedAt: string;
                            reason: string | null;
                            lines: {
                                lineNo: number;
                                quantity: number;
                                amount: number;
                            }[];
                            clawedBack: {
                                wallet: string;
                                amount: number;
                            }[];
                            returned: {
                                wallet: string;
                                amount: number;
                                lapsed: number;
                            }[];
                            arrears: {
                                wallet: string;
                                amount: number;
                            }[];
                            waived: {
                                wallet: string;
                                amount: number;
                            }[];
                            complete: boolean;
                        };
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimOrder: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId?: string;
                    identity?: {
                        /** @enum {string} */
                        kind: "phone" | "email" | "external" | "card" | "member_no";
                        value: string;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        order: {
                            id: string;
                            externalId: string;
                            source: string;
                            memberId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            currency: string;
                            placedAt: string;
                            recordedAt: string;
                            /** @enum {string} */
                            status: "paid" | "partly_refunded" | "refunded";
                            grossAmount: number;
                            discountAmount: number;
                            pointsPaidAmount: number;
                            netAmount: number;
                            refundedAmount: number;
                            programmeVersion: number;
                            lines: {
                                lineNo: number;
                                sku: string;
                                name: string | null;
                                category: string | null;
                                quantity: number;
                                unitPrice: number;
                                discount: number;
                                netAmount: number;
                                refundedQuantity: number;
                                refundedAmount: number;
                            }[];
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvent: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description With `source` the business key, for ever */
                    externalId: string;
                    source: string;
                    /** @description What happened, as rules, wallets and ladders name it, e.g. checkin */
                    type: string;
                    memberId?: string;
                    /** @description Not looked at when memberId is given */
                    identity?: {
                        /** @enum {string} */
                        kind: "phone" | "email" | "external" | "card" | "member_no";
                        value: string;
                    };
                    /** @description Who did it, where no member is known */
                    anonymousId?: string;
                    /** Format: date-time */
                    at: string;
                    storeId?: string;
                    channel?: string;
                    /** @description The member's order it is about; `properties.orderId` (ord_…) says the same */
                    order?: {
                        id: string;
                    } | {
                        source: string;
                        externalId: string;
                    };
                    /** @default {} */
                    properties?: {
                        [key: string]: string | number | boolean | null;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: {
                            id: string;
                            externalId: string;
                            source: string;
                            type: string;
                            memberId: string | null;
                            anonymousId: string | null;
                            orderId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            properties: {
                                [key: string]: string | number | boolean | null;
                            };
                            at: string;
                            recordedAt: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event: {
                            id: string;
                            externalId: string;
                            source: string;
                            type: string;
                            memberId: string | null;
                            anonymousId: string | null;
                            orderId: string | null;
                            storeId: string | null;
                            channel: string | null;
                            properties: {
                                [key: string]: string | number | boolean | null;
                            };
                            at: string;
                            recordedAt: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    events: unknown[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            index: number;
                            status: number;
                            event?: {
                                id: string;
                                externalId: string;
                                source: string;
                                type: string;
                                memberId: string | null;
                                anonymousId: string | null;
                                orderId: string | null;
                                storeId: string | null;
                                channel: string | null;
                                properties: {
                                    [key: string]: string | number | boolean | null;
                                };
                                at: string;
                                recordedAt: string;
                            };
                            outcome?: {
                                entries: {
                                    id: string;
                                    wallet: string;
                                    kind: string;
                                    amount: number;
                                    balanceAfter: number;
                                    availableAt: string | null;
                                    expiresAt: string | null;
                                    ruleId: string | null;
                                    /** @description The inputs that explain the number, as data */
                                    explanation: unknown;
                                    /** @description The explanation in the caller's language */
                                    text: string;
                                }[];
                                tierChanges: {
                                    ladder: string;
                                    from: string | null;
                                    to: string;
                                    since: string;
                                    until: string | null;
                                    reason: string;
                                    explanation: unknown;
                                    text: string;
                                }[];
                                issued: {
                                    kind: string;
                                    id: string;
                                    name: string;
                                }[];
                                wallets: {
                                    wallet: string;
                                    available: number;
                                    pending: number;
                                    held: number;
                                    arrears: number;
                                    asOf: string;
                                }[];
                            };
                            error?: {
                                code: string;
                                title: string;
                                detail: string;
                                errors?: {
                                    pointer: string;
                                    code: string;
                                    message: string;
                                }[];
                            };
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createHold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                    wallet: string;
                    points: number;
                    /** @description Given back when neither committed nor released by then */
                    ttlSeconds: number;
                    /** @description What the caller calls it */
                    reference: string;
                    source?: string;
                    /** @description With `source` the business key, for ever */
                    externalId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hold: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                            /** @description Of the points, those that were spent */
                            committed: number;
                            /**
                             * @description True by time: past expiresAt it is expired
                             * @enum {string}
                             */
                            status: "held" | "committed" | "released" | "expired";
                            expiresAt: string;
                            reference: string;
                            /** @description The order that spent it */
                            orderId: string | null;
                            createdAt: string;
                            closedAt: string | null;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hold: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                            /** @description Of the points, those that were spent */
                            committed: number;
                            /**
                             * @description True by time: past expiresAt it is expired
                             * @enum {string}
                             */
                            status: "held" | "committed" | "released" | "expired";
                            expiresAt: string;
                            reference: string;
                            /** @description The order that spent it */
                            orderId: string | null;
                            createdAt: string;
                            closedAt: string | null;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hold: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                            /** @description Of the points, those that were spent */
                            committed: number;
                            /**
                             * @description True by time: past expiresAt it is expired
                             * @enum {string}
                             */
                            status: "held" | "committed" | "released" | "expired";
                            expiresAt: string;
                            reference: string;
                            /** @description The order that spent it */
                            orderId: string | null;
                            createdAt: string;
                            closedAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commitHold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Absent = all of it; the rest is given back */
                    points?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hold: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                            /** @description Of the points, those that were spent */
                            committed: number;
                            /**
                             * @description True by time: past expiresAt it is expired
                             * @enum {string}
                             */
                            status: "held" | "committed" | "released" | "expired";
                            expiresAt: string;
                            reference: string;
                            /** @description The order that spent it */
                            orderId: string | null;
                            createdAt: string;
                            closedAt: string | null;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseHold: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        hold: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                            /** @description Of the points, those that were spent */
                            committed: number;
                            /**
                             * @description True by time: past expiresAt it is expired
                             * @enum {string}
                             */
                            status: "held" | "committed" | "released" | "expired";
                            expiresAt: string;
                            reference: string;
                            /** @description The order that spent it */
                            orderId: string | null;
                            createdAt: string;
                            closedAt: string | null;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeemTier: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of a tier offer of the programme */
                    offer: string;
                    source: string;
                    /** @description With `source` the business key, for ever */
                    externalId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grant: {
                            id: string;
                            memberId: string;
                            offer: string;
                            ladder: string;
                            tier: string;
                            until: string;
                            /** @enum {string} */
                            kind: "points" | "voucher";
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grant: {
                            id: string;
                            memberId: string;
                            offer: string;
                            ladder: string;
                            tier: string;
                            until: string;
                            /** @enum {string} */
                            kind: "points" | "voucher";
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTierOffers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            words: {
                                zh: string;
                                en: string;
                            };
                            /** @enum {string} */
                            kind: "points" | "voucher";
                            wallet: string;
                            points: number;
                            ladder: string;
                            gives: {
                                tier: string;
                                until: string;
                            } | null;
                            refusal: {
                                code: string;
                                title: string;
                                detail: string;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    spendPoints: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                    wallet: string;
                    points: number;
                    source: string;
                    /** @description With `source` the business key, for ever */
                    externalId: string;
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        spend: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        spend: {
                            id: string;
                            memberId: string;
                            wallet: string;
                            points: number;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    adjustPoints: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    memberId: string;
                    wallet: string;
                    points: number;
                    reason: string;
                    source: string;
                    externalId: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transferPoints: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    fromMemberId: string;
                    toMemberId: string;
                    wallet: string;
                    points: number;
                    source: string;
                    /** @description With `source` the business key, for ever */
                    externalId: string;
                    note?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        transfer: {
                            id: string;
                            fromMemberId: string;
                            toMemberId: string;
                            wallet: string;
                            points: number;
                        };
                        /** @description What it did to the sender */
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                        /** @description What it did to the recipient */
                        recipient: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        transfer: {
                            id: string;
                            fromMemberId: string;
                            toMemberId: string;
                            wallet: string;
                            points: number;
                        };
                        /** @description What it did to the sender */
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                        /** @description What it did to the recipient */
                        recipient: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reverseEntry: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description Whose entry it is; found without it too, more slowly */
                    memberId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reversal: {
                            id: string;
                            entryId: string;
                            memberId: string;
                            reason: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                        /** @description The other member, when the entry was part of a transfer: both sides are taken back, or neither */
                        counterpart: {
                            memberId: string;
                            outcome: {
                                entries: {
                                    id: string;
                                    wallet: string;
                                    kind: string;
                                    amount: number;
                                    balanceAfter: number;
                                    availableAt: string | null;
                                    expiresAt: string | null;
                                    ruleId: string | null;
                                    /** @description The inputs that explain the number, as data */
                                    explanation: unknown;
                                    /** @description The explanation in the caller's language */
                                    text: string;
                                }[];
                                tierChanges: {
                                    ladder: string;
                                    from: string | null;
                                    to: string;
                                    since: string;
                                    until: string | null;
                                    reason: string;
                                    explanation: unknown;
                                    text: string;
                                }[];
                                issued: {
                                    kind: string;
                                    id: string;
                                    name: string;
                                }[];
                                wallets: {
                                    wallet: string;
                                    available: number;
                                    pending: number;
                                    held: number;
                                    arrears: number;
                                    asOf: string;
                                }[];
                            };
                        } | null;
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reversal: {
                            id: string;
                            entryId: string;
                            memberId: string;
                            reason: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                        /** @description The other member, when the entry was part of a transfer: both sides are taken back, or neither */
                        counterpart: {
                            memberId: string;
                            outcome: {
                                entries: {
                                    id: string;
                                    wallet: string;
                                    kind: string;
                                    amount: number;
                                    balanceAfter: number;
                                    availableAt: string | null;
                                    expiresAt: string | null;
                                    ruleId: string | null;
                                    /** @description The inputs that explain the number, as data */
                                    explanation: unknown;
                                    /** @description The explanation in the caller's language */
                                    text: string;
                                }[];
                                tierChanges: {
                                    ladder: string;
                                    from: string | null;
                                    to: string;
                                    since: string;
                                    until: string | null;
                                    reason: string;
                                    explanation: unknown;
                                    text: string;
                                }[];
                                issued: {
                                    kind: string;
                                    id: string;
                                    name: string;
                                }[];
                                wallets: {
                                    wallet: string;
                                    available: number;
                                    pending: number;
                                    held: number;
                                    arrears: number;
                                    asOf: string;
                                }[];
                            };
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    grantTier: {
        parameters: {
            query?: {
                dry?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ladder: string;
                    /** @description null takes the grant back */
                    tier: string | null;
                    /**
                     * Format: date-time
                     * @description Absent = until it is taken back
                     */
                    until?: string;
                    /** @default false */
                    lifetime?: boolean;
                    /**
                     * @default manual
                     * @enum {string}
                     */
                    kind?: "manual" | "invitation" | "voucher" | "points";
                    reason: string;
                    source?: string;
                    /** @description With `source` the business key, for ever */
                    externalId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grant: {
                            id: string;
                            memberId: string;
                            ladder: string;
                            tier: string | null;
                            until: string | null;
                            lifetime: boolean;
                            kind: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        grant: {
                            id: string;
                            memberId: string;
                            ladder: string;
                            tier: string | null;
                            until: string | null;
                            lifetime: boolean;
                            kind: string;
                        };
                        outcome: {
                            entries: {
                                id: string;
                                wallet: string;
                                kind: string;
                                amount: number;
                                balanceAfter: number;
                                availableAt: string | null;
                                expiresAt: string | null;
                                ruleId: string | null;
                                /** @description The inputs that explain the number, as data */
                                explanation: unknown;
                                /** @description The explanation in the caller's language */
                                text: string;
                            }[];
                            tierChanges: {
                                ladder: string;
                                from: string | null;
                                to: string;
                                since: string;
                                until: string | null;
                                reason: string;
                                explanation: unknown;
                                text: string;
                            }[];
                            issued: {
                                kind: string;
                                id: string;
                                name: string;
                            }[];
                            wallets: {
                                wallet: string;
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                                asOf: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTierEvaluations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Absent = both */
                kind?: "all" | "due";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "all" | "due";
                            /** @enum {string} */
                            reason: "activation" | "request" | "schedule";
                            day: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "finished" | "superseded" | "failed";
                            programmeVersion: number | null;
                            progress: {
                                members: number | null;
                                lookedAt: number;
                            };
                            figures: {
                                enrolled: number;
                                upgraded: number;
                                kept: number;
                                downgraded: number;
                                grantsEnded: number;
                                notices: number;
                                failed: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startTierEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        evaluation: {
                            id: string;
                            /** @enum {string} */
                            kind: "all" | "due";
                            /** @enum {string} */
                            reason: "activation" | "request" | "schedule";
                            day: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "finished" | "superseded" | "failed";
                            programmeVersion: number | null;
                            progress: {
                                members: number | null;
                                lookedAt: number;
                            };
                            figures: {
                                enrolled: number;
                                upgraded: number;
                                kept: number;
                                downgraded: number;
                                grantsEnded: number;
                                notices: number;
                                failed: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTierEvaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        evaluation: {
                            id: string;
                            /** @enum {string} */
                            kind: "all" | "due";
                            /** @enum {string} */
                            reason: "activation" | "request" | "schedule";
                            day: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "finished" | "superseded" | "failed";
                            programmeVersion: number | null;
                            progress: {
                                members: number | null;
                                lookedAt: number;
                            };
                            figures: {
                                enrolled: number;
                                upgraded: number;
                                kept: number;
                                downgraded: number;
                                grantsEnded: number;
                                notices: number;
                                failed: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTierEvaluationChanges: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                /** @description Absent = all */
                reason?: "enrolled" | "upgraded" | "renewed" | "downgraded" | "grant_ended";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            member: {
                                id: string;
                                memberNo: string;
                                name: string | null;
                            };
                            ladder: string;
                            from: string | null;
                            to: string;
                            /** Format: date-time */
                            since: string;
                            until: string | null;
                            reason: string;
                            text: string;
                            /** Format: date-time */
                            recordedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tryProgramme: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Which rules; the draft is the published programme while nothing is saved
                     * @default draft
                     */
                    programme?: ("draft" | "published") | {
                        version: number;
                    } | {
                        [key: string]: unknown;
                    };
                    /** @description mbr_… or ext:…; as the member stands now */
                    memberId?: string;
                    /** @description Without memberId; absent = somebody who has just joined */
                    sample?: {
                        /**
                         * Format: date-time
                         * @description Absent = at the instant of the trial
                         */
                        joinedAt?: string;
                        /** Format: date */
                        birthday?: string;
                        /** @enum {string} */
                        gender?: "female" | "male" | "other";
                        /** @default [] */
                        tags?: string[];
                        /** @default [] */
                        tiers?: {
                            ladder: string;
                            tier: string;
                        }[];
                        /** @default [] */
                        points?: {
                            wallet: string;
                            available: number;
                        }[];
                    };
                    /**
                     * Format: date-time
                     * @description Absent = now
                     */
                    at?: string;
                    order?: {
                        storeId?: string;
                        channel?: string;
                        /** @default try */
                        source?: string;
                        lines: {
                            sku: string;
                            name?: string;
                            category?: string;
                            quantity: number;
                            /** @description Minor units of the order's currency */
                            unitPrice: number;
                            /**
                             * @description Minor units off the whole line
                             * @default 0
                             */
                            discount?: number;
                        }[];
                        /** @default [] */
                        redeem?: {
                            wallet: string;
                            points: number;
                        }[];
                        /** @description How the money was paid; rules may leave some of it out */
                        tenders?: {
                            kind: string;
                            amount: number;
                        }[];
                    };
                    /** @description The basket of this order, as if it were bought at `at`; without memberId or sample by its member */
                    orderId?: string;
                    event?: {
                        type: string;
                        storeId?: string;
                        channel?: string;
                        /** @default try */
                        source?: string;
                        /** @default {} */
                        properties?: {
                            [key: string]: string | number | boolean | null;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        programme: {
                            /** @enum {string} */
                            kind: "published" | "draft" | "version" | "document";
                            version: number | null;
                            currency: string;
                        };
                        member: {
                            id: string | null;
                            isSample: boolean;
                        };
                        /** Format: date-time */
                        at: string;
                        refusal: {
                            code: string;
                            text: string;
                        } | null;
                        order: {
                            gross: number;
                            discount: number;
                            pointsPaid: number;
                            net: number;
                            lines: {
                                lineNo: number;
                                net: number;
                            }[];
                        } | null;
                        rules: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            wallet: string;
                            /** @enum {string} */
                            status: "fired" | "not_in_force" | "disabled" | "wrong_trigger" | "condition_failed" | "no_eligible_lines" | "lost_in_group" | "capped_to_zero" | "budget_exhausted" | "zero_points";
                            text: string;
                            condition: {
                                depth: number;
                                kind: string;
                                holds: boolean;
                                seen: unknown;
                                isMoney: boolean;
                                text: string;
                            }[];
                            eligibleLines: number[] | null;
                            eligibleAmount: number | null;
                            eligibleQuantity: number | null;
                            multipliers: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                factorBps: number;
                                fits: boolean;
                                counts: boolean;
                                condition: {
                                    depth: number;
                                    kind: string;
                                    holds: boolean;
                                    seen: unknown;
                                    isMoney: boolean;
                                    text: string;
                                }[];
                            }[];
                            limits: string[];
                            lostTo: string | null;
                            rawPoints: number | null;
                            cappedPoints: number | null;
                            points: number;
                        }[];
                        entries: {
                            id: string;
                            wallet: string;
                            kind: string;
                            amount: number;
                            balanceAfter: number;
                            availableAt: string | null;
                            expiresAt: string | null;
                            ruleId: string | null;
                            /** @description The inputs that explain the number, as data */
                            explanation: unknown;
                            /** @description The explanation in the caller's language */
                            text: string;
                        }[];
                        tierChanges: {
                            ladder: string;
                            from: string | null;
                            to: string;
                            since: string;
                            until: string | null;
                            reason: string;
                            explanation: unknown;
                            text: string;
                        }[];
                        wallets: {
                            wallet: string;
                            before: {
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                            };
                            after: {
                                available: number;
                                pending: number;
                                held: number;
                                arrears: number;
                            };
                        }[];
                        tiers: {
                            ladder: string;
                            before: string | null;
                            after: string | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        currency: string;
                        zone: string;
                        /** Format: date-time */
                        asOf: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            days: number;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        storeId: string | null;
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        members: {
                            total: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            joined: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            active: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            lost: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            byStage: {
                                stage: string | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                color: string | null;
                                members: number;
                                share: number;
                                rows: string | null;
                            }[];
                            byTier: {
                                ladder: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                tiers: {
                                    tier: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                    color: string | null;
                                    members: number;
                                    share: number;
                                    rows: string;
                                }[];
                            }[];
                            flow: {
                                from: string | null;
                                to: string | null;
                                members: number;
                            }[];
                            movement: {
                                /** Format: date */
                                date: string;
                                joined: number;
                                lost: number | null;
                            }[];
                        };
                        value: {
                            revenue: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            memberRevenue: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            guestRevenue: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            memberShare: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            orders: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            memberOrders: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            guestOrders: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            averageOrder: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            memberAverageOrder: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            guestAverageOrder: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            repurchaseRate: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            arpu: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            arpuActive: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            refunds: {
                                value: number | null;
                                previous: number | null;
                                change: number | null;
                                spark: number[];
                                definition: string;
                                rows: string | null;
                            };
                            byDay: {
                                /** Format: date */
                                date: string;
                                memberRevenue: number;
                                guestRevenue: number;
                                memberOrders: number;
                                guestOrders: number;
                            }[];
                        };
                        rfm: {
                            windowDays: number;
                            asOf: string | null;
                            scored: number;
                            cells: {
                                r: number;
                                f: number;
                                members: number;
                                meanMonetary: number;
                                meanM: number;
                                rows: string;
                            }[];
                            bounds: {
                                recencyDays: {
                                    score: number;
                                    from: number;
                                    to: number;
                                }[];
                                frequency: {
                                    score: number;
                                    from: number;
                                    to: number;
                                }[];
                                monetary: {
                                    score: number;
                                    from: number;
                                    to: number;
                                }[];
                            };
                            definition: string;
                        };
                        points: {
                            wallet: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            opening: number;
                            issued: number;
                            spent: number;
                            returned: number;
                            expired: number;
                            clawedBack: number;
                            adjusted: number;
                            transferred: number;
                            closing: number;
                            redemptionRate: number | null;
                            outstanding: number;
                            liability: number | null;
                            /** @enum {string} */
                            liabilityBasis: "cost" | "redemption" | "none";
                            expiringSoon: number;
                            expiringMembers: number;
                            byDay: {
                                /** Format: date */
                                date: string;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                            }[];
                        }[];
                        topStores: {
                            storeId: string;
                            name: string;
                            city: string | null;
                            revenue: number;
                            orders: number;
                            memberShare: number | null;
                            change: number | null;
                        }[];
                        alerts: {
                            /** @enum {string} */
                            id: "slipping_away" | "points_expiring" | "refunds_up" | "revenue_down" | "import_refused";
                            /** @enum {string} */
                            severity: "high" | "medium" | "low";
                            title: {
                                zh: string;
                                en: string;
                            };
                            detail: {
                                zh: string;
                                en: string;
                            };
                            count: number;
                            rows: string | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRfm: {
        parameters: {
            query?: {
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        windowDays: number;
                        asOf: string | null;
                        scored: number;
                        cells: {
                            r: number;
                            f: number;
                            members: number;
                            meanMonetary: number;
                            meanM: number;
                            rows: string;
                        }[];
                        bounds: {
                            recencyDays: {
                                score: number;
                                from: number;
                                to: number;
                            }[];
                            frequency: {
                                score: number;
                                from: number;
                                to: number;
                            }[];
                            monetary: {
                                score: number;
                                from: number;
                                to: number;
                            }[];
                        };
                        definition: string;
                        currency: string;
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRfmMembers: {
        parameters: {
            query?: {
                r?: number;
                f?: number;
                m?: number;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            stageSince: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            recencyDays: number | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                        total: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLifecycle: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string | null;
                        template: string;
                        stages: {
                            stage: string | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                            color: string | null;
                            members: number;
                            share: number;
                            rows: string | null;
                            sentence: {
                                zh: string;
                                en: string;
                            };
                        }[];
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        };
                        flow: {
                            from: string | null;
                            to: string | null;
                            members: number;
                        }[];
                        movement: {
                            /** Format: date */
                            date: string;
                            entered: {
                                [key: string]: number;
                            };
                        }[];
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStageMembers: {
        parameters: {
            query: {
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                limit?: number;
                cursor?: string;
                stage: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            stageSince: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            recencyDays: number | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                        total: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInsightMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                list?: "scored" | "joined" | "active" | "repeat" | "lost" | "slipping" | "expiring";
                r?: number;
                f?: number;
                m?: number;
                stage?: string;
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            stageSince: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            recencyDays: number | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                        total: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listClosestMembers: {
        parameters: {
            query: {
                ladder: string;
                /** @description The tier members have now; absent = the first of the ladder */
                tier?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string | null;
                        ladder: string;
                        tier: string;
                        next: {
                            id: string;
                            from: number;
                        };
                        currency: string;
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            metric: number;
                            missing: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInsightsStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "off" | "starting" | "rebuilding" | "ready" | "unavailable";
                        asOf: string | null;
                        rows: number;
                        lagSeconds: number | null;
                        rebuilding: boolean;
                        progress: number;
                        scoredAt: string | null;
                        tables: {
                            name: string;
                            rows: number;
                            bytes: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rebuildInsights: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "off" | "starting" | "rebuilding" | "ready" | "unavailable";
                        asOf: string | null;
                        rows: number;
                        lagSeconds: number | null;
                        rebuilding: boolean;
                        progress: number;
                        scoredAt: string | null;
                        tables: {
                            name: string;
                            rows: number;
                            bytes: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberInsight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string | null;
                        currency: string;
                        stage: {
                            id: string;
                            since: string | null;
                            explanation: components["schemas"]["StageExplanation"] | null;
                        } | null;
                        rfm: {
                            r: number;
                            f: number;
                            m: number;
                            recencyDays: number;
                            frequency: number;
                            monetary: number;
                            percentile: number;
                            windowDays: number;
                        } | null;
                        habits: {
                            favouriteHour: number | null;
                            favouriteWeekday: number | null;
                            averageGapDays: number | null;
                            topCategories: {
                                category: string;
                                amount: number;
                            }[];
                            topProducts: {
                                sku: string;
                                name: string | null;
                                quantity: number;
                            }[];
                            favouriteStore: string | null;
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewSegment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    condition: unknown;
                    storeId?: string;
                    /** Format: date-time */
                    asOf?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        size: number;
                        total: number;
                        share: number | null;
                        sentence: {
                            zh: string;
                            en: string;
                        };
                        sample: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                            clvPredicted: number | null;
                            churnProbability: number | null;
                            churnDate: string | null;
                            health: number | null;
                        }[];
                        tookMs: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSegmentMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                condition?: string;
                asOf?: string;
                /** @description Only members who joined there */
                storeId?: string;
                sort?: "monetary" | "joined" | "lastOrder" | "clv" | "churn" | "churnDate" | "health";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                            clvPredicted: number | null;
                            churnProbability: number | null;
                            churnDate: string | null;
                            health: number | null;
                        }[];
                        nextCursor: string | null;
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        total: number;
                        sentence: {
                            zh: string;
                            en: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportSegmentMembers: {
        parameters: {
            query?: {
                condition?: string;
                asOf?: string;
                /** @description Only members who joined there */
                storeId?: string;
                sort?: "monetary" | "joined" | "lastOrder" | "clv" | "churn" | "churnDate" | "health";
                direction?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV, UTF-8 with a byte order mark */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainSegmentMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    condition: unknown;
                    memberId: string;
                    /** Format: date-time */
                    asOf?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        memberId: string;
                        holds: boolean;
                        hadJoined: boolean;
                        sentence: {
                            zh: string;
                            en: string;
                        };
                        tree: components["schemas"]["SegmentReason"];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        metrics: {
                            id: string;
                            group: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            definition: {
                                zh: string;
                                en: string;
                            };
                            formula: string;
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            /** @enum {string} */
                            better: "more" | "less" | "neutral";
                            source: string | null;
                            dimensions: string[];
                        }[];
                        dimensions: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            values: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explore: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    measures: string[];
                    /** @default [] */
                    dimensions?: string[];
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    /** Format: date-time */
                    asOf?: string;
                    storeId?: string;
                    channel?: string;
                    filter?: unknown;
                    ladder?: string;
                    /**
                     * @default none
                     * @enum {string}
                     */
                    compare?: "none" | "previous" | "lastYear";
                    sort?: string;
                    /**
                     * @default desc
                     * @enum {string}
                     */
                    direction?: "asc" | "desc";
                    /** @default 1000 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        };
                        comparedPeriod: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        } | null;
                        measures: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            definition: {
                                zh: string;
                                en: string;
                            };
                            formula: string;
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            /** @enum {string} */
                            better: "more" | "less" | "neutral";
                        }[];
                        dimensions: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            values: string;
                        }[];
                        rows: {
                            keys: string[];
                            labels: {
                                zh: string;
                                en: string;
                            }[];
                            values: (number | null)[];
                            compared: (number | null)[] | null;
                        }[];
                        totals: (number | null)[];
                        comparedTotals: (number | null)[] | null;
                        rowCount: number;
                        drill: (string | null)[];
                        tookMs: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportExplore: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    measures: string[];
                    /** @default [] */
                    dimensions?: string[];
                    /** Format: date */
                    from?: string;
                    /** Format: date */
                    to?: string;
                    /** Format: date-time */
                    asOf?: string;
                    storeId?: string;
                    channel?: string;
                    filter?: unknown;
                    ladder?: string;
                    /**
                     * @default none
                     * @enum {string}
                     */
                    compare?: "none" | "previous" | "lastYear";
                    sort?: string;
                    /**
                     * @default desc
                     * @enum {string}
                     */
                    direction?: "asc" | "desc";
                    /** @default 1000 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            number: string;
                            meaning: {
                                zh: string;
                                en: string;
                            };
                            kind: string;
                            values: {
                                [key: string]: {
                                    value: number;
                                    original: number;
                                    edited: boolean;
                                };
                            };
                        }[];
                        label: {
                            zh: string;
                            en: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeReferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    values: {
                        [key: string]: number | null;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            number: string;
                            meaning: {
                                zh: string;
                                en: string;
                            };
                            kind: string;
                            values: {
                                [key: string]: {
                                    value: number;
                                    original: number;
                                    edited: boolean;
                                };
                            };
                        }[];
                        label: {
                            zh: string;
                            en: string;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCosts: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            month: string;
                            channel: string | null;
                            /** @enum {string} */
                            type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                            amount: number;
                            note: string | null;
                            version: number;
                            createdBy: string;
                            /** Format: date-time */
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCost: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    month: string;
                    channel?: string | null;
                    /** @enum {string} */
                    type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                    amount: number;
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        month: string;
                        channel: string | null;
                        /** @enum {string} */
                        type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                        amount: number;
                        note: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    month: string;
                    channel?: string | null;
                    /** @enum {string} */
                    type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                    amount: number;
                    note?: string | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        month: string;
                        channel: string | null;
                        /** @enum {string} */
                        type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                        amount: number;
                        note: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCost: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        month: string;
                        channel: string | null;
                        /** @enum {string} */
                        type: "ads" | "promotion" | "channel_fee" | "referral_reward" | "other";
                        amount: number;
                        note: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clusterMembers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    features: ("recency" | "frequency" | "monetary" | "averageOrder" | "tenure" | "categories" | "discountShare")[];
                    k?: number;
                    filter?: unknown;
                    storeId?: string;
                    /**
                     * Format: date-time
                     * @description Facts and states as they were at this instant; absent = now
                     */
                    asOf?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        features: ("recency" | "frequency" | "monetary" | "averageOrder" | "tenure" | "categories" | "discountShare")[];
                        k: number;
                        isChosen: boolean;
                        silhouette: number | null;
                        members: number;
                        sampled: number;
                        clusters: {
                            name: {
                                zh: string;
                                en: string;
                            };
                            members: number;
                            share: number | null;
                            spendShare: number | null;
                            profile: {
                                [key: string]: number;
                            };
                            meanPredicted: number | null;
                            condition: unknown;
                            sentence: {
                                zh: string;
                                en: string;
                            } | null;
                            fit: {
                                precision: number;
                                recall: number;
                                members: number;
                            } | null;
                            rows: string | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScorecard: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        dimensions: {
                            /** @enum {string} */
                            dimension: "financial" | "behaviour" | "brand";
                            name: {
                                zh: string;
                                en: string;
                            };
                            weight: number;
                            counts: number | null;
                            score: number | null;
                            reason: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                            indicators: {
                                figure: {
                                    value: number | null;
                                    previous: number | null;
                                    change: number | null;
                                    spark: number[];
                                    definition: string;
                                    rows: string | null;
                                };
                                /** @enum {string} */
                                unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                                /** @enum {string} */
                                better: "more" | "less";
                                weight: number;
                                counts: number | null;
                                target: number | null;
                                /** @enum {string} */
                                targetKind: "goal" | "own" | "reference" | "previous" | "none";
                                score: number | null;
                                reason: {
                                    code: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            }[];
                        }[];
                        total: number | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportScorecard: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScorecardSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dimensions: {
                            /** @enum {string} */
                            dimension: "financial" | "behaviour" | "brand";
                            weight: number;
                            indicators: {
                                id: string;
                                weight: number;
                                /** @default null */
                                target: number | null;
                            }[];
                        }[];
                        choices: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            /** @enum {string} */
                            better: "more" | "less";
                            takesTarget: boolean;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putScorecardSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    dimensions: {
                        /** @enum {string} */
                        dimension: "financial" | "behaviour" | "brand";
                        weight: number;
                        indicators: {
                            id: string;
                            weight: number;
                            /** @default null */
                            target?: number | null;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dimensions: {
                            /** @enum {string} */
                            dimension: "financial" | "behaviour" | "brand";
                            weight: number;
                            indicators: {
                                id: string;
                                weight: number;
                                /** @default null */
                                target: number | null;
                            }[];
                        }[];
                        choices: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            /** @enum {string} */
                            better: "more" | "less";
                            takesTarget: boolean;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFunnel: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        steps: {
                            /** @enum {string} */
                            step: "acquired" | "activated" | "retained" | "paid" | "referred";
                            name: {
                                zh: string;
                                en: string;
                            };
                            definition: string;
                            members: number;
                            conversion: number | null;
                            ofFirst: number | null;
                            previousConversion: number | null;
                            rows: string | null;
                        }[];
                        byChannel: {
                            channel: string | null;
                            members: number[];
                        }[];
                        onboarding: {
                            definition: string;
                            wanted: number;
                            days: number;
                            buckets: {
                                interactions: number;
                                members: number;
                                rows: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportFunnel: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCohorts: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                by?: "joined" | "firstOrder";
                grain?: "day" | "week" | "month";
                value?: "retention" | "revenue" | "orders" | "cumulativeRevenue";
                split?: "none" | "channel" | "tier" | "store";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        /** @enum {string} */
                        by: "joined" | "firstOrder";
                        /** @enum {string} */
                        grain: "day" | "week" | "month";
                        /** @enum {string} */
                        value: "retention" | "revenue" | "orders" | "cumulativeRevenue";
                        definition: string;
                        groups: {
                            group: string | null;
                            name: {
                                zh: string;
                                en: string;
                            } | null;
                            cohorts: {
                                /** Format: date */
                                start: string;
                                members: number;
                                rows: string | null;
                                cells: {
                                    members: number;
                                    value: number | null;
                                    complete: boolean;
                                    rows: string | null;
                                }[];
                            }[];
                            mean: (number | null)[];
                        }[];
                        dayRetention: {
                            day: number;
                            members: number;
                            returned: number;
                            share: number | null;
                            rows: string | null;
                            definition: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportCohorts: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                by?: "joined" | "firstOrder";
                grain?: "day" | "week" | "month";
                value?: "retention" | "revenue" | "orders" | "cumulativeRevenue";
                split?: "none" | "channel" | "tier" | "store";
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClv: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        model: {
                            kind: string;
                            version: number;
                            /** Format: date-time */
                            trainedAt: string;
                            horizonMonths: number;
                            discountRate: number;
                            margin: number;
                        } | null;
                        total: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        mean: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        median: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        historicMean: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        totalInterval: {
                            low: number;
                            high: number;
                        } | null;
                        histogram: {
                            from: number;
                            to: number | null;
                            members: number;
                            rows: string | null;
                        }[];
                        deciles: {
                            decile: number;
                            members: number;
                            predicted: number;
                            historic: number;
                            share: number | null;
                            cumulativeShare: number | null;
                            rows: string | null;
                        }[];
                        byTier: {
                            ladder: string;
                            tier: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            members: number;
                            predicted: number | null;
                            historic: number | null;
                            ratioToBase: number | null;
                            rows: string | null;
                        }[];
                        byChannel: {
                            channel: string | null;
                            members: number;
                            predicted: number | null;
                            historic: number | null;
                            cac: number | null;
                            ratio: number | null;
                            rows: string | null;
                        }[];
                        survival: {
                            months: number;
                            atRisk: number;
                            alive: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportClv: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getChurn: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        model: {
                            version: number;
                            /** Format: date-time */
                            trainedAt: string;
                            method: string;
                            why: {
                                zh: string;
                                en: string;
                            };
                            horizonDays: number;
                            threshold: number;
                            auc: number | null;
                            prAuc: number | null;
                            brier: number | null;
                            ece: number | null;
                            lift: number | null;
                            liftCap: number | null;
                        } | null;
                        atRisk: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        valueAtRisk: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        monthlyChurn: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        byMonth: {
                            month: string;
                            lost: number;
                            atStart: number;
                            rate: number | null;
                            rows: string | null;
                        }[];
                        bands: {
                            /** @enum {string} */
                            band: "low" | "medium" | "high";
                            from: number;
                            to: number;
                            members: number;
                            value: number;
                            rows: string | null;
                        }[];
                        calendar: {
                            /** Format: date */
                            weekStart: string;
                            members: number;
                            value: number;
                            rows: string | null;
                        }[];
                        actNow: {
                            leadDays: number;
                            members: number;
                            value: number;
                            rows: string | null;
                        };
                        tenureBand: {
                            fromMonths: number;
                            toMonths: number;
                            members: number;
                            atRisk: number;
                            rows: string | null;
                        };
                        activityDrop: {
                            drop: number;
                            members: number;
                            rows: string | null;
                        };
                        reliability: {
                            predicted: number;
                            actual: number;
                            members: number;
                        }[];
                        byPurchases: {
                            /** @enum {string} */
                            group: "once" | "two_or_three" | "four_or_more";
                            members: number;
                            predicted: number;
                            actual: number;
                            auc: number | null;
                            ece: number;
                        }[];
                        importance: {
                            feature: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            gain: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportChurn: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAcquisition: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        cost: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        newMembers: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        cac: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        ltvToCac: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        byChannel: {
                            channel: string | null;
                            newMembers: number;
                            cost: number | null;
                            cac: number | null;
                            ltv: number | null;
                            ratio: number | null;
                            firstOrderRate: number | null;
                            gap: number | null;
                            rows: string | null;
                        }[];
                        byMonth: {
                            month: string;
                            newMembers: number;
                            cost: number | null;
                            cac: number | null;
                            rows: string | null;
                        }[];
                        costsByType: {
                            type: string;
                            amount: number;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAcquisition: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberComparison: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        member: {
                            buyers: number | null;
                            orders: number;
                            revenue: number;
                            aov: number | null;
                            share: number | null;
                            ordersPerBuyer: number | null;
                            repurchase: number | null;
                            rows: string | null;
                        };
                        guest: {
                            buyers: number | null;
                            orders: number;
                            revenue: number;
                            aov: number | null;
                            share: number | null;
                            ordersPerBuyer: number | null;
                            repurchase: number | null;
                            rows: string | null;
                        };
                        basketUplift: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        memberShare: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        byMonth: {
                            month: string;
                            memberRevenue: number;
                            guestRevenue: number;
                            memberAov: number | null;
                            guestAov: number | null;
                        }[];
                        byChannel: {
                            channel: string | null;
                            memberRevenue: number;
                            guestRevenue: number;
                            memberShare: number | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMemberComparison: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRepurchase: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        windows: {
                            days: number;
                            firstOrders: number;
                            again: number;
                            rate: number | null;
                            previousRate: number | null;
                            definition: string;
                            rows: string | null;
                        }[];
                        ladder: {
                            order: number;
                            members: number;
                            next: number;
                            rate: number | null;
                            medianDays: number | null;
                        }[];
                        gaps: {
                            from: number;
                            to: number | null;
                            members: number;
                            rows: string | null;
                        }[];
                        monetisationDays: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRepurchase: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPurchaseTimes: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        cells: {
                            weekday: number;
                            hour: number;
                            orders: number;
                            revenue: number;
                            memberShare: number | null;
                        }[];
                        byDayOfMonth: {
                            day: number;
                            orders: number;
                            revenue: number;
                            perDay: number;
                        }[];
                        byMonthOfYear: {
                            month: number;
                            orders: number;
                            revenue: number;
                        }[];
                        channels: {
                            channel: string | null;
                            byHour: number[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportPurchaseTimes: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAffinities: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                level?: "category" | "sku";
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        /** @enum {string} */
                        level: "category" | "sku";
                        orders: number;
                        pairs: {
                            a: string;
                            b: string;
                            nameA: string;
                            nameB: string;
                            orders: number;
                            support: number;
                            confidence: number;
                            lift: number;
                            rows: string | null;
                        }[];
                        items: {
                            id: string;
                            name: string;
                            orders: number;
                            buyers: number;
                            quantity: number;
                            revenue: number;
                            share: number | null;
                            growth: number | null;
                            returnRate: number | null;
                            repurchase: number | null;
                            rows: string | null;
                        }[];
                        skuCount: number;
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportAffinities: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                level?: "category" | "sku";
                limit?: number;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getForecast: {
        parameters: {
            query?: {
                storeId?: string;
                channel?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                metric?: "revenue" | "memberRevenue" | "orders" | "newMembers" | "membersTotal" | "activeMembers";
                grain?: "day" | "week" | "month";
                horizon?: number;
                level?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        metric: string;
                        /** @enum {string} */
                        unit: "money" | "count";
                        /** @enum {string} */
                        grain: "day" | "week" | "month";
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        method: {
                            zh: string;
                            en: string;
                        } | null;
                        actual: {
                            /** Format: date */
                            date: string;
                            value: number;
                        }[];
                        forecast: {
                            /** Format: date */
                            date: string;
                            value: number;
                            low: number;
                            high: number;
                        }[];
                        backtest: {
                            origins: number;
                            mase: number | null;
                            smape: number | null;
                            coverage: number | null;
                            widening: number;
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportForecast: {
        parameters: {
            query?: {
                storeId?: string;
                channel?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                metric?: "revenue" | "memberRevenue" | "orders" | "newMembers" | "membersTotal" | "activeMembers";
                grain?: "day" | "week" | "month";
                horizon?: number;
                level?: number;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listNumberMembers: {
        parameters: {
            query: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                /** @description As `rows` of a report gives it */
                number: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            memberNo: string;
                            name: string | null;
                            phone: string | null;
                            /** Format: date-time */
                            joinedAt: string;
                            stage: string | null;
                            stageSince: string | null;
                            rfm: {
                                r: number;
                                f: number;
                                m: number;
                            } | null;
                            recencyDays: number | null;
                            frequency: number;
                            monetary: number;
                            lastOrderAt: string | null;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                        total: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLifecycleFlow: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                template?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        template: string;
                        templates: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            own: boolean;
                        }[];
                        stages: {
                            stage: string | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                            color: string | null;
                            members: number;
                            share: number | null;
                            rows: string | null;
                        }[];
                        flow: {
                            from: string | null;
                            to: string | null;
                            members: number;
                            rows: string | null;
                        }[];
                        history: {
                            /** Format: date */
                            date: string;
                            members: {
                                [key: string]: number;
                            };
                        }[];
                        stageArpu: {
                            stage: string | null;
                            arpu: number | null;
                            definition: string;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportLifecycleFlow: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                template?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTierEconomics: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        ladders: {
                            ladder: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            tiers: {
                                tier: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                color: string | null;
                                members: number;
                                revenue: number;
                                revenueShare: number | null;
                                arpu: number | null;
                                aov: number | null;
                                ordersPerMember: number | null;
                                pointsIssued: number;
                                pointsCostRate: number | null;
                                discountRate: number | null;
                                repurchase: number | null;
                                churn: number | null;
                                predicted: number | null;
                                predictedRatio: number | null;
                                up: number;
                                down: number;
                                rows: string | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportTierEconomics: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWinBack: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        lost: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        regained: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        recoveryRate: {
                            value: number | null;
                            previous: number | null;
                            change: number | null;
                            spark: number[];
                            definition: string;
                            rows: string | null;
                        };
                        cap: {
                            cac: number | null;
                            ratio: number;
                            perMember: number | null;
                            reason: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                        };
                        capByChannel: {
                            channel: string | null;
                            cac: number | null;
                            perMember: number | null;
                            lost: number;
                            rows: string | null;
                        }[];
                        byMonth: {
                            month: string;
                            lost: number;
                            regained: number;
                            rows: string | null;
                        }[];
                        after: {
                            regained: number | null;
                            ordinary: number | null;
                            ratio: number | null;
                            regainedMembers: number;
                            ordinaryMembers: number;
                            reason: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                        };
                        targets: {
                            members: number;
                            meanPredicted: number | null;
                            rows: string | null;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportWinBack: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
                storeId?: string;
                /** @description A condition tree as JSON text */
                filter?: string;
                /** @description Facts and states as they were at this instant; absent = now */
                asOf?: string;
                channel?: string;
                format?: "csv" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; money in minor units */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    comparePopulations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    a: {
                        name?: string;
                        condition?: unknown;
                        /** Format: date */
                        from?: string;
                        /** Format: date */
                        to?: string;
                    };
                    b: {
                        name?: string;
                        condition?: unknown;
                        /** Format: date */
                        from?: string;
                        /** Format: date */
                        to?: string;
                    };
                    storeId?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        currency: string;
                        zone: string;
                        period: {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            /** Format: date */
                            previousFrom: string;
                            /** Format: date */
                            previousTo: string;
                        };
                        definitions: {
                            [key: string]: {
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                text: {
                                    zh: string;
                                    en: string;
                                };
                                formula: string;
                            };
                        };
                        references: {
                            key: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number;
                            /** @enum {string} */
                            unit: "share" | "money" | "count" | "days" | "multiple";
                            edited: boolean;
                        }[];
                        a: {
                            members: number;
                            rows: string | null;
                        };
                        b: {
                            members: number;
                            rows: string | null;
                        };
                        metrics: {
                            definition: string;
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            a: number | null;
                            b: number | null;
                            difference: number | null;
                            low: number | null;
                            high: number | null;
                            pValue: number | null;
                        }[];
                        portrait: {
                            dimension: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            values: {
                                value: string | null;
                                label: {
                                    zh: string;
                                    en: string;
                                };
                                a: number | null;
                                b: number | null;
                                index: number | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGoals: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            metric: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            definition: {
                                zh: string;
                                en: string;
                            };
                            formula: string;
                            /** @enum {string} */
                            unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                            /** @enum {string} */
                            better: "more" | "less" | "neutral";
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                            target: number;
                            storeId: string | null;
                            channel: string | null;
                            note: string | null;
                            actual: number | null;
                            reached: number | null;
                            elapsed: number;
                            projected: number | null;
                            /** @enum {string} */
                            state: "not_started" | "on_track" | "behind" | "reached" | "missed" | "cannot_tell";
                            rows: string | null;
                            version: number;
                            createdBy: string;
                            /** Format: date-time */
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                        currency: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addGoal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    metric: string;
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                    target: number;
                    storeId?: string | null;
                    channel?: string | null;
                    note?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        metric: string;
                        name: {
                            zh: string;
                            en: string;
                        };
                        definition: {
                            zh: string;
                            en: string;
                        };
                        formula: string;
                        /** @enum {string} */
                        unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                        /** @enum {string} */
                        better: "more" | "less" | "neutral";
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        target: number;
                        storeId: string | null;
                        channel: string | null;
                        note: string | null;
                        actual: number | null;
                        reached: number | null;
                        elapsed: number;
                        projected: number | null;
                        /** @enum {string} */
                        state: "not_started" | "on_track" | "behind" | "reached" | "missed" | "cannot_tell";
                        rows: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeGoal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    metric: string;
                    /** Format: date */
                    from: string;
                    /** Format: date */
                    to: string;
                    target: number;
                    storeId?: string | null;
                    channel?: string | null;
                    note?: string | null;
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        metric: string;
                        name: {
                            zh: string;
                            en: string;
                        };
                        definition: {
                            zh: string;
                            en: string;
                        };
                        formula: string;
                        /** @enum {string} */
                        unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                        /** @enum {string} */
                        better: "more" | "less" | "neutral";
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        target: number;
                        storeId: string | null;
                        channel: string | null;
                        note: string | null;
                        actual: number | null;
                        reached: number | null;
                        elapsed: number;
                        projected: number | null;
                        /** @enum {string} */
                        state: "not_started" | "on_track" | "behind" | "reached" | "missed" | "cannot_tell";
                        rows: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteGoal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        metric: string;
                        name: {
                            zh: string;
                            en: string;
                        };
                        definition: {
                            zh: string;
                            en: string;
                        };
                        formula: string;
                        /** @enum {string} */
                        unit: "money" | "count" | "share" | "days" | "points" | "multiple" | "number";
                        /** @enum {string} */
                        better: "more" | "less" | "neutral";
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        target: number;
                        storeId: string | null;
                        channel: string | null;
                        note: string | null;
                        actual: number | null;
                        reached: number | null;
                        elapsed: number;
                        projected: number | null;
                        /** @enum {string} */
                        state: "not_started" | "on_track" | "behind" | "reached" | "missed" | "cannot_tell";
                        rows: string | null;
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSavedReports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            question: {
                                measures: string[];
                                /** @default [] */
                                dimensions: string[];
                                span: {
                                    lastDays: number;
                                } | {
                                    /** @enum {string} */
                                    calendar: "month" | "quarter" | "year";
                                } | {
                                    /** Format: date */
                                    from: string;
                                    /** Format: date */
                                    to: string;
                                };
                                storeId?: string;
                                channel?: string;
                                filter?: unknown;
                                /**
                                 * @default none
                                 * @enum {string}
                                 */
                                compare: "none" | "previous" | "lastYear";
                                /**
                                 * @default auto
                                 * @enum {string}
                                 */
                                shape: "auto" | "line" | "bar" | "table";
                            };
                            version: number;
                            createdBy: string;
                            /** Format: date-time */
                            updatedAt: string;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSavedReport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    question: {
                        measures: string[];
                        /** @default [] */
                        dimensions?: string[];
                        span: {
                            lastDays: number;
                        } | {
                            /** @enum {string} */
                            calendar: "month" | "quarter" | "year";
                        } | {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        };
                        storeId?: string;
                        channel?: string;
                        filter?: unknown;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        compare?: "none" | "previous" | "lastYear";
                        /**
                         * @default auto
                         * @enum {string}
                         */
                        shape?: "auto" | "line" | "bar" | "table";
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        question: {
                            measures: string[];
                            /** @default [] */
                            dimensions: string[];
                            span: {
                                lastDays: number;
                            } | {
                                /** @enum {string} */
                                calendar: "month" | "quarter" | "year";
                            } | {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            };
                            storeId?: string;
                            channel?: string;
                            filter?: unknown;
                            /**
                             * @default none
                             * @enum {string}
                             */
                            compare: "none" | "previous" | "lastYear";
                            /**
                             * @default auto
                             * @enum {string}
                             */
                            shape: "auto" | "line" | "bar" | "table";
                        };
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSavedReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        question: {
                            measures: string[];
                            /** @default [] */
                            dimensions: string[];
                            span: {
                                lastDays: number;
                            } | {
                                /** @enum {string} */
                                calendar: "month" | "quarter" | "year";
                            } | {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            };
                            storeId?: string;
                            channel?: string;
                            filter?: unknown;
                            /**
                             * @default none
                             * @enum {string}
                             */
                            compare: "none" | "previous" | "lastYear";
                            /**
                             * @default auto
                             * @enum {string}
                             */
                            shape: "auto" | "line" | "bar" | "table";
                        };
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSavedReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    question: {
                        measures: string[];
                        /** @default [] */
                        dimensions?: string[];
                        span: {
                            lastDays: number;
                        } | {
                            /** @enum {string} */
                            calendar: "month" | "quarter" | "year";
                        } | {
                            /** Format: date */
                            from: string;
                            /** Format: date */
                            to: string;
                        };
                        storeId?: string;
                        channel?: string;
                        filter?: unknown;
                        /**
                         * @default none
                         * @enum {string}
                         */
                        compare?: "none" | "previous" | "lastYear";
                        /**
                         * @default auto
                         * @enum {string}
                         */
                        shape?: "auto" | "line" | "bar" | "table";
                    };
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        question: {
                            measures: string[];
                            /** @default [] */
                            dimensions: string[];
                            span: {
                                lastDays: number;
                            } | {
                                /** @enum {string} */
                                calendar: "month" | "quarter" | "year";
                            } | {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            };
                            storeId?: string;
                            channel?: string;
                            filter?: unknown;
                            /**
                             * @default none
                             * @enum {string}
                             */
                            compare: "none" | "previous" | "lastYear";
                            /**
                             * @default auto
                             * @enum {string}
                             */
                            shape: "auto" | "line" | "bar" | "table";
                        };
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSavedReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        question: {
                            measures: string[];
                            /** @default [] */
                            dimensions: string[];
                            span: {
                                lastDays: number;
                            } | {
                                /** @enum {string} */
                                calendar: "month" | "quarter" | "year";
                            } | {
                                /** Format: date */
                                from: string;
                                /** Format: date */
                                to: string;
                            };
                            storeId?: string;
                            channel?: string;
                            filter?: unknown;
                            /**
                             * @default none
                             * @enum {string}
                             */
                            compare: "none" | "previous" | "lastYear";
                            /**
                             * @default auto
                             * @enum {string}
                             */
                            shape: "auto" | "line" | "bar" | "table";
                        };
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDashboards: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            version: number;
                            createdBy: string;
                            /** Format: date-time */
                            updatedAt: string;
                            tiles: number;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default [] */
                    tiles?: {
                        reportId: string;
                        /**
                         * @default half
                         * @enum {string}
                         */
                        width?: "half" | "full";
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        tiles: {
                            reportId: string;
                            /**
                             * @default half
                             * @enum {string}
                             */
                            width: "half" | "full";
                            report: {
                                id: string;
                                name: string;
                                question: {
                                    measures: string[];
                                    /** @default [] */
                                    dimensions: string[];
                                    span: {
                                        lastDays: number;
                                    } | {
                                        /** @enum {string} */
                                        calendar: "month" | "quarter" | "year";
                                    } | {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                    };
                                    storeId?: string;
                                    channel?: string;
                                    filter?: unknown;
                                    /**
                                     * @default none
                                     * @enum {string}
                                     */
                                    compare: "none" | "previous" | "lastYear";
                                    /**
                                     * @default auto
                                     * @enum {string}
                                     */
                                    shape: "auto" | "line" | "bar" | "table";
                                };
                                version: number;
                                createdBy: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                        }[];
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        tiles: {
                            reportId: string;
                            /**
                             * @default half
                             * @enum {string}
                             */
                            width: "half" | "full";
                            report: {
                                id: string;
                                name: string;
                                question: {
                                    measures: string[];
                                    /** @default [] */
                                    dimensions: string[];
                                    span: {
                                        lastDays: number;
                                    } | {
                                        /** @enum {string} */
                                        calendar: "month" | "quarter" | "year";
                                    } | {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                    };
                                    storeId?: string;
                                    channel?: string;
                                    filter?: unknown;
                                    /**
                                     * @default none
                                     * @enum {string}
                                     */
                                    compare: "none" | "previous" | "lastYear";
                                    /**
                                     * @default auto
                                     * @enum {string}
                                     */
                                    shape: "auto" | "line" | "bar" | "table";
                                };
                                version: number;
                                createdBy: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                        }[];
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @default [] */
                    tiles?: {
                        reportId: string;
                        /**
                         * @default half
                         * @enum {string}
                         */
                        width?: "half" | "full";
                    }[];
                    version: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        tiles: {
                            reportId: string;
                            /**
                             * @default half
                             * @enum {string}
                             */
                            width: "half" | "full";
                            report: {
                                id: string;
                                name: string;
                                question: {
                                    measures: string[];
                                    /** @default [] */
                                    dimensions: string[];
                                    span: {
                                        lastDays: number;
                                    } | {
                                        /** @enum {string} */
                                        calendar: "month" | "quarter" | "year";
                                    } | {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                    };
                                    storeId?: string;
                                    channel?: string;
                                    filter?: unknown;
                                    /**
                                     * @default none
                                     * @enum {string}
                                     */
                                    compare: "none" | "previous" | "lastYear";
                                    /**
                                     * @default auto
                                     * @enum {string}
                                     */
                                    shape: "auto" | "line" | "bar" | "table";
                                };
                                version: number;
                                createdBy: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                        }[];
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDashboard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string;
                        tiles: {
                            reportId: string;
                            /**
                             * @default half
                             * @enum {string}
                             */
                            width: "half" | "full";
                            report: {
                                id: string;
                                name: string;
                                question: {
                                    measures: string[];
                                    /** @default [] */
                                    dimensions: string[];
                                    span: {
                                        lastDays: number;
                                    } | {
                                        /** @enum {string} */
                                        calendar: "month" | "quarter" | "year";
                                    } | {
                                        /** Format: date */
                                        from: string;
                                        /** Format: date */
                                        to: string;
                                    };
                                    storeId?: string;
                                    channel?: string;
                                    filter?: unknown;
                                    /**
                                     * @default none
                                     * @enum {string}
                                     */
                                    compare: "none" | "previous" | "lastYear";
                                    /**
                                     * @default auto
                                     * @enum {string}
                                     */
                                    shape: "auto" | "line" | "bar" | "table";
                                };
                                version: number;
                                createdBy: string;
                                /** Format: date-time */
                                updatedAt: string;
                            };
                        }[];
                        version: number;
                        createdBy: string;
                        /** Format: date-time */
                        updatedAt: string;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listScoreRuns: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            status: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            reason: "nightly" | "asked" | "lens";
                            requestedBy: string;
                            /** Format: date-time */
                            requestedAt: string;
                            startedAt: string | null;
                            endedAt: string | null;
                            step: string | null;
                            progress: number;
                            members: number | null;
                            outcome: {
                                [key: string]: {
                                    version: number | null;
                                    notEnoughData: {
                                        code: string;
                                        text: {
                                            zh: string;
                                            en: string;
                                        };
                                    } | null;
                                };
                            } | null;
                            error: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startScoring: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "failed" | "cancelled";
                        /** @enum {string} */
                        reason: "nightly" | "asked" | "lens";
                        requestedBy: string;
                        /** Format: date-time */
                        requestedAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                        step: string | null;
                        progress: number;
                        members: number | null;
                        outcome: {
                            [key: string]: {
                                version: number | null;
                                notEnoughData: {
                                    code: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            };
                        } | null;
                        error: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScoreRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "failed" | "cancelled";
                        /** @enum {string} */
                        reason: "nightly" | "asked" | "lens";
                        requestedBy: string;
                        /** Format: date-time */
                        requestedAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                        step: string | null;
                        progress: number;
                        members: number | null;
                        outcome: {
                            [key: string]: {
                                version: number | null;
                                notEnoughData: {
                                    code: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            };
                        } | null;
                        error: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelScoring: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        status: "queued" | "running" | "done" | "failed" | "cancelled";
                        /** @enum {string} */
                        reason: "nightly" | "asked" | "lens";
                        requestedBy: string;
                        /** Format: date-time */
                        requestedAt: string;
                        startedAt: string | null;
                        endedAt: string | null;
                        step: string | null;
                        progress: number;
                        members: number | null;
                        outcome: {
                            [key: string]: {
                                version: number | null;
                                notEnoughData: {
                                    code: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                } | null;
                            };
                        } | null;
                        error: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @enum {string} */
                            kind: "purchases" | "spend" | "churn" | "recommendation";
                            name: {
                                zh: string;
                                en: string;
                            };
                            /** @enum {string} */
                            state: "fitted" | "not_enough_data" | "never_fitted";
                            notEnoughData: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                            version: number | null;
                            trainedAt: string | null;
                            trainedFrom: string | null;
                            trainedTo: string | null;
                            rows: number | null;
                            method: string | null;
                            methodName: {
                                zh: string;
                                en: string;
                            } | null;
                            params: {
                                [key: string]: number;
                            } | null;
                            card: {
                                [key: string]: unknown;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMemberScores: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        asOf: string | null;
                        currency: string;
                        scored: boolean;
                        notScored: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        personalised: boolean;
                        rfm: {
                            r: number;
                            f: number;
                            m: number;
                            group: string;
                            groupName: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        value: {
                            historic: number | null;
                            inputs: {
                                meanSpend: number;
                                ordersPerMonth: number;
                                months: number;
                                acquisitionCost: number;
                            } | null;
                            predicted: number | null;
                            low: number | null;
                            high: number | null;
                            expectedOrders: number | null;
                            probabilityAlive: number | null;
                            notEnoughData: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                        };
                        churn: {
                            probability: number | null;
                            date: string | null;
                            horizonDays: number;
                            threshold: number;
                            reasons: {
                                feature: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                value: number | null;
                                raises: boolean;
                            }[];
                            weeks: {
                                week: number;
                                silent: number;
                                purchase: number;
                            }[];
                            notEnoughData: {
                                code: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                        };
                        health: {
                            value: number | null;
                            parts: {
                                part: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                value: number | null;
                                weight: number;
                                reason: {
                                    zh: string;
                                    en: string;
                                } | null;
                            }[];
                        };
                        nextPurchaseDate: string | null;
                        nextOffer: {
                            sku: string;
                            name: string | null;
                            because: {
                                sku: string;
                                name: string | null;
                            } | null;
                        } | null;
                        needs: {
                            /** @enum {string} */
                            need: "price" | "service" | "social";
                            name: {
                                zh: string;
                                en: string;
                            };
                            value: number | null;
                            reason: {
                                zh: string;
                                en: string;
                            } | null;
                        }[];
                        consumptionType: string | null;
                        priceSensitivity: number | null;
                        potential: string | null;
                        potentialFour: string | null;
                        rising: boolean | null;
                        engagement: number | null;
                        emotionalLoyalty: {
                            value: number | null;
                            reason: {
                                zh: string;
                                en: string;
                            } | null;
                        };
                        habits: {
                            topCategory: string | null;
                            topCategoryShare: number | null;
                            coreFit: number | null;
                            hour: number | null;
                            weekday: number | null;
                            gapDays: number | null;
                            channel: string | null;
                        };
                        versions: {
                            [key: string]: number;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecommendations: {
        parameters: {
            query?: {
                limit?: number;
                onlyNew?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        method: "item_knn" | "popular" | "personalisation_off" | "not_enough_data";
                        notEnoughData: {
                            code: string;
                            text: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        items: {
                            sku: string;
                            name: string | null;
                            category: string | null;
                            score: number;
                            repeat: boolean;
                            because: {
                                sku: string;
                                name: string | null;
                            } | null;
                            reason: {
                                zh: string;
                                en: string;
                            };
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScoreHistory: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date */
                            day: string;
                            scored: number;
                            health: number | null;
                            churn: number | null;
                            atRisk: number;
                            clv: number | null;
                            groups: {
                                [key: string]: number;
                            };
                        }[];
                        fallingWeeks: number;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getScoreSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        horizonDays: number;
                        churnThreshold: number;
                        leadDays: number;
                        discountRate: number;
                        margin: number;
                        winBackCostRatio: number;
                        activityDrop: number;
                        tenureBand: {
                            from: number;
                            to: number;
                        };
                        /** @default null */
                        rfmBounds: {
                            recencyDays: number;
                            frequency: number;
                            monetary: number;
                        } | null;
                        /**
                         * @default {
                         *       "service": [
                         *         "service",
                         *         "consultation",
                         *         "appointment",
                         *         "booking",
                         *         "complaint"
                         *       ],
                         *       "social": [
                         *         "share",
                         *         "review",
                         *         "comment",
                         *         "post",
                         *         "invite",
                         *         "referral"
                         *       ]
                         *     }
                         */
                        needEvents: {
                            service: string[];
                            social: string[];
                        };
                        healthWeights: {
                            recency: number;
                            trend: number;
                            engagement: number;
                            returns: number;
                            nps: number;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putScoreSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    horizonDays: number;
                    churnThreshold: number;
                    leadDays: number;
                    discountRate: number;
                    margin: number;
                    winBackCostRatio: number;
                    activityDrop: number;
                    tenureBand: {
                        from: number;
                        to: number;
                    };
                    /** @default null */
                    rfmBounds?: {
                        recencyDays: number;
                        frequency: number;
                        monetary: number;
                    } | null;
                    /**
                     * @default {
                     *       "service": [
                     *         "service",
                     *         "consultation",
                     *         "appointment",
                     *         "booking",
                     *         "complaint"
                     *       ],
                     *       "social": [
                     *         "share",
                     *         "review",
                     *         "comment",
                     *         "post",
                     *         "invite",
                     *         "referral"
                     *       ]
                     *     }
                     */
                    needEvents?: {
                        service: string[];
                        social: string[];
                    };
                    healthWeights: {
                        recency: number;
                        trend: number;
                        engagement: number;
                        returns: number;
                        nps: number;
                    };
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        horizonDays: number;
                        churnThreshold: number;
                        leadDays: number;
                        discountRate: number;
                        margin: number;
                        winBackCostRatio: number;
                        activityDrop: number;
                        tenureBand: {
                            from: number;
                            to: number;
                        };
                        /** @default null */
                        rfmBounds: {
                            recencyDays: number;
                            frequency: number;
                            monetary: number;
                        } | null;
                        /**
                         * @default {
                         *       "service": [
                         *         "service",
                         *         "consultation",
                         *         "appointment",
                         *         "booking",
                         *         "complaint"
                         *       ],
                         *       "social": [
                         *         "share",
                         *         "review",
                         *         "comment",
                         *         "post",
                         *         "invite",
                         *         "referral"
                         *       ]
                         *     }
                         */
                        needEvents: {
                            service: string[];
                            social: string[];
                        };
                        healthWeights: {
                            recency: number;
                            trend: number;
                            engagement: number;
                            returns: number;
                            nps: number;
                        };
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSimulations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                            programme: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            compareWith: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            segment: unknown | null;
                            progress: {
                                pass: number;
                                membersDone: number;
                                membersTotal: number;
                                factsDone: number;
                                factsPerSecond: number | null;
                                secondsLeft: number | null;
                                percent: number;
                                workers: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @default draft */
                    programme?: ("draft" | "published") | {
                        version: number;
                    } | {
                        [key: string]: unknown;
                    };
                    compareWith?: ("draft" | "published") | {
                        version: number;
                    } | {
                        [key: string]: unknown;
                    };
                    /** Format: date-time */
                    from: string;
                    /** Format: date-time */
                    to: string;
                    segment?: unknown;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        programme: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        };
                        compareWith: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        segment: unknown | null;
                        progress: {
                            pass: number;
                            membersDone: number;
                            membersTotal: number;
                            factsDone: number;
                            factsPerSecond: number | null;
                            secondsLeft: number | null;
                            percent: number;
                            workers: number;
                        };
                        error: string | null;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compareSimulations: {
        parameters: {
            query: {
                a: string;
                b: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        a: {
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                            programme: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            compareWith: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            segment: unknown | null;
                            progress: {
                                pass: number;
                                membersDone: number;
                                membersTotal: number;
                                factsDone: number;
                                factsPerSecond: number | null;
                                secondsLeft: number | null;
                                percent: number;
                                workers: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                        b: {
                            id: string;
                            name: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                            programme: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            };
                            compareWith: {
                                /** @enum {string} */
                                kind: "draft" | "published" | "version" | "document";
                                version: number | null;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            } | null;
                            /** Format: date-time */
                            from: string;
                            /** Format: date-time */
                            to: string;
                            segment: unknown | null;
                            progress: {
                                pass: number;
                                membersDone: number;
                                membersTotal: number;
                                factsDone: number;
                                factsPerSecond: number | null;
                                secondsLeft: number | null;
                                percent: number;
                                workers: number;
                            };
                            error: string | null;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        };
                        comparable: boolean;
                        currency: string;
                        actual: {
                            opening: number;
                            issued: number;
                            spent: number;
                            expired: number;
                            clawedBack: number;
                            adjusted: number;
                            transferred: number;
                            outstanding: number;
                            liability: number;
                            cost: number;
                            revenue: number;
                            costShareBps: number | null;
                            orders: number;
                        };
                        total: {
                            a: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                            b: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                        };
                        wallets: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            a: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                            b: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                        }[];
                        rules: {
                            id: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            a: {
                                times: number;
                                issued: number;
                                clawedBack: number;
                                cost: number;
                            } | null;
                            b: {
                                times: number;
                                issued: number;
                                clawedBack: number;
                                cost: number;
                            } | null;
                        }[];
                        months: {
                            month: string;
                            a: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                            b: {
                                opening: number;
                                issued: number;
                                spent: number;
                                expired: number;
                                clawedBack: number;
                                adjusted: number;
                                transferred: number;
                                outstanding: number;
                                liability: number;
                                cost: number;
                                revenue: number;
                                costShareBps: number | null;
                                orders: number;
                            } | null;
                        }[];
                        moves: {
                            ladder: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            tiers: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            members: {
                                tier: string | null;
                                actual: number;
                                a: number;
                                b: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        programme: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        };
                        compareWith: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        segment: unknown | null;
                        progress: {
                            pass: number;
                            membersDone: number;
                            membersTotal: number;
                            factsDone: number;
                            factsPerSecond: number | null;
                            secondsLeft: number | null;
                            percent: number;
                            workers: number;
                        };
                        error: string | null;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                        programmes: {
                            simulated: {
                                [key: string]: unknown;
                            };
                            compare: {
                                [key: string]: unknown;
                            } | null;
                        };
                        result: {
                            currency: string;
                            members: number;
                            facts: number;
                            total: {
                                actual: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                simulated: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                compare: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                } | null;
                            };
                            wallets: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                members: number;
                                actual: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                simulated: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                compare: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                } | null;
                            }[];
                            rules: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                wallet: string | null;
                                actual: {
                                    times: number;
                                    issued: number;
                                    clawedBack: number;
                                    cost: number;
                                };
                                simulated: {
                                    times: number;
                                    issued: number;
                                    clawedBack: number;
                                    cost: number;
                                };
                                compare: {
                                    times: number;
                                    issued: number;
                                    clawedBack: number;
                                    cost: number;
                                } | null;
                            }[];
                            tiers: {
                                ladder: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                tiers: {
                                    id: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                    members: number;
                                    actual: {
                                        opening: number;
                                        issued: number;
                                        spent: number;
                                        expired: number;
                                        clawedBack: number;
                                        adjusted: number;
                                        transferred: number;
                                        outstanding: number;
                                        liability: number;
                                        cost: number;
                                        revenue: number;
                                        costShareBps: number | null;
                                        orders: number;
                                    };
                                    simulated: {
                                        opening: number;
                                        issued: number;
                                        spent: number;
                                        expired: number;
                                        clawedBack: number;
                                        adjusted: number;
                                        transferred: number;
                                        outstanding: number;
                                        liability: number;
                                        cost: number;
                                        revenue: number;
                                        costShareBps: number | null;
                                        orders: number;
                                    };
                                    compare: {
                                        opening: number;
                                        issued: number;
                                        spent: number;
                                        expired: number;
                                        clawedBack: number;
                                        adjusted: number;
                                        transferred: number;
                                        outstanding: number;
                                        liability: number;
                                        cost: number;
                                        revenue: number;
                                        costShareBps: number | null;
                                        orders: number;
                                    } | null;
                                }[];
                            }[];
                            stages: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                members: number;
                                actual: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                simulated: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                compare: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                } | null;
                            }[];
                            months: {
                                month: string;
                                actual: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                simulated: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                };
                                compare: {
                                    opening: number;
                                    issued: number;
                                    spent: number;
                                    expired: number;
                                    clawedBack: number;
                                    adjusted: number;
                                    transferred: number;
                                    outstanding: number;
                                    liability: number;
                                    cost: number;
                                    revenue: number;
                                    costShareBps: number | null;
                                    orders: number;
                                } | null;
                            }[];
                            moves: {
                                ladder: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                tiers: {
                                    id: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                flows: {
                                    from: string | null;
                                    to: string | null;
                                    actual: number;
                                    simulated: number;
                                    compare: number | null;
                                }[];
                                different: {
                                    actual: string | null;
                                    simulated: string | null;
                                    members: number;
                                }[];
                                differentMembers: number;
                                comparedDifferent: {
                                    simulated: string | null;
                                    compare: string | null;
                                    members: number;
                                }[] | null;
                            }[];
                            unaffordable: {
                                wallet: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                simulated: {
                                    times: number;
                                    points: number;
                                };
                                compare: {
                                    times: number;
                                    points: number;
                                } | null;
                            }[];
                            refused: {
                                simulated: {
                                    code: string;
                                    facts: number;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                compare: {
                                    code: string;
                                    facts: number;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                }[] | null;
                            };
                            budgets: {
                                /** @enum {string} */
                                side: "simulated" | "compare";
                                budget: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                                period: string;
                                usedBefore: {
                                    points: number;
                                    money: number;
                                };
                                demand: {
                                    points: number;
                                    money: number;
                                };
                                used: {
                                    points: number;
                                    money: number;
                                };
                                closedAt: string | null;
                            }[];
                            notes: {
                                code: string;
                                zh: string;
                                en: string;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {boolean} */
                        deleted: true;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportSimulation: {
        parameters: {
            query?: {
                format?: "csv" | "json";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                    "application/json": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSimulationMembers: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                sort?: "delta" | "gain" | "loss";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            memberId: string;
                            memberNo: string | null;
                            name: string | null;
                            delta: number;
                            actual: {
                                earned: number;
                                spent: number;
                                expired: number;
                                outstanding: number;
                                tiers: {
                                    ladder: string;
                                    tier: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                            };
                            simulated: {
                                earned: number;
                                spent: number;
                                expired: number;
                                outstanding: number;
                                tiers: {
                                    ladder: string;
                                    tier: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                            };
                            compare: {
                                earned: number;
                                spent: number;
                                expired: number;
                                outstanding: number;
                                tiers: {
                                    ladder: string;
                                    tier: string;
                                    name: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                            } | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        programme: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        };
                        compareWith: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        segment: unknown | null;
                        progress: {
                            pass: number;
                            membersDone: number;
                            membersTotal: number;
                            factsDone: number;
                            factsPerSecond: number | null;
                            secondsLeft: number | null;
                            percent: number;
                            workers: number;
                        };
                        error: string | null;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeSimulation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        name: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        programme: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        };
                        compareWith: {
                            /** @enum {string} */
                            kind: "draft" | "published" | "version" | "document";
                            version: number | null;
                            name: {
                                zh: string;
                                en: string;
                            };
                        } | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                        segment: unknown | null;
                        progress: {
                            pass: number;
                            membersDone: number;
                            membersTotal: number;
                            factsDone: number;
                            factsPerSecond: number | null;
                            secondsLeft: number | null;
                            percent: number;
                            workers: number;
                        };
                        error: string | null;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewTierMoves: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    ladder?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asOf: string;
                        members: number;
                        ladders: {
                            ladder: string;
                            name: {
                                zh: string;
                                en: string;
                            };
                            tiers: {
                                id: string;
                                name: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            moves: {
                                from: string | null;
                                to: string;
                                members: number;
                            }[];
                            upgraded: number;
                            downgraded: number;
                            unchanged: number;
                            atRisk: {
                                tier: string;
                                reaches: string;
                                members: number;
                            }[];
                            samples: {
                                memberId: string;
                                memberNo: string | null;
                                name: string | null;
                                from: string | null;
                                to: string;
                                metric: number | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is of another type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "orders" | "points";
                            mapping: string;
                            source: string;
                            fileName: string;
                            fileBytes: number;
                            encoding: string | null;
                            /** @enum {string} */
                            status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                            rowsRead: number;
                            rowsAccepted: number;
                            rowsRefused: number;
                            rowsSkipped: number;
                            totals: {
                                currency: string;
                                lines: number;
                                orderNumbers: number;
                                customers: number | null;
                                guestLines: number;
                                amount: string;
                                classes: {
                                    /** @enum {string} */
                                    meant: "sale" | "refund" | "other";
                                    /** @enum {string} */
                                    status: "accepted" | "refused" | "skipped";
                                    lines: number;
                                    amount: string;
                                }[];
                                reasons: {
                                    code: string;
                                    /** @enum {string} */
                                    status: "refused" | "skipped";
                                    lines: number;
                                    amount: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                                orders: {
                                    recorded: number;
                                    repeated: number;
                                    refused: number;
                                    net: number;
                                };
                                refunds: {
                                    recorded: number;
                                    repeated: number;
                                    refused: number;
                                    amount: number;
                                };
                            } | null;
                            pointsTotals: {
                                lines: number;
                                members: number | null;
                                amount: string;
                                recorded: number;
                                repeated: number;
                                refused: number;
                                credited: number;
                                debited: number;
                                reasons: {
                                    code: string;
                                    /** @enum {string} */
                                    status: "refused" | "skipped";
                                    lines: number;
                                    amount: string;
                                    text: {
                                        zh: string;
                                        en: string;
                                    };
                                }[];
                            } | null;
                            bytesRead: number;
                            rowsPerSecond: number | null;
                            secondsLeft: number | null;
                            percent: number;
                            errorFileUrl: string | null;
                            error: string | null;
                            errorCode: string | null;
                            demo: boolean;
                            createdBy: string;
                            /** Format: date-time */
                            createdAt: string;
                            startedAt: string | null;
                            finishedAt: string | null;
                        }[];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "orders" | "points";
                        mapping: string;
                        source: string;
                        fileName: string;
                        fileBytes: number;
                        encoding: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        rowsRead: number;
                        rowsAccepted: number;
                        rowsRefused: number;
                        rowsSkipped: number;
                        totals: {
                            currency: string;
                            lines: number;
                            orderNumbers: number;
                            customers: number | null;
                            guestLines: number;
                            amount: string;
                            classes: {
                                /** @enum {string} */
                                meant: "sale" | "refund" | "other";
                                /** @enum {string} */
                                status: "accepted" | "refused" | "skipped";
                                lines: number;
                                amount: string;
                            }[];
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            orders: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                net: number;
                            };
                            refunds: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                amount: number;
                            };
                        } | null;
                        pointsTotals: {
                            lines: number;
                            members: number | null;
                            amount: string;
                            recorded: number;
                            repeated: number;
                            refused: number;
                            credited: number;
                            debited: number;
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                        } | null;
                        bytesRead: number;
                        rowsPerSecond: number | null;
                        secondsLeft: number | null;
                        percent: number;
                        errorFileUrl: string | null;
                        error: string | null;
                        errorCode: string | null;
                        demo: boolean;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "orders" | "points";
                        mapping: string;
                        source: string;
                        fileName: string;
                        fileBytes: number;
                        encoding: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        rowsRead: number;
                        rowsAccepted: number;
                        rowsRefused: number;
                        rowsSkipped: number;
                        totals: {
                            currency: string;
                            lines: number;
                            orderNumbers: number;
                            customers: number | null;
                            guestLines: number;
                            amount: string;
                            classes: {
                                /** @enum {string} */
                                meant: "sale" | "refund" | "other";
                                /** @enum {string} */
                                status: "accepted" | "refused" | "skipped";
                                lines: number;
                                amount: string;
                            }[];
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            orders: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                net: number;
                            };
                            refunds: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                amount: number;
                            };
                        } | null;
                        pointsTotals: {
                            lines: number;
                            members: number | null;
                            amount: string;
                            recorded: number;
                            repeated: number;
                            refused: number;
                            credited: number;
                            debited: number;
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                        } | null;
                        bytesRead: number;
                        rowsPerSecond: number | null;
                        secondsLeft: number | null;
                        percent: number;
                        errorFileUrl: string | null;
                        error: string | null;
                        errorCode: string | null;
                        demo: boolean;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refused rows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImportMappings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** @enum {string} */
                            kind: "orders" | "points";
                            name: {
                                zh: string;
                                en: string;
                            };
                            description: {
                                zh: string;
                                en: string;
                            };
                            currency: string | null;
                            columns: string[];
                            required: string[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "orders" | "points";
                        mapping: string;
                        source: string;
                        fileName: string;
                        fileBytes: number;
                        encoding: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        rowsRead: number;
                        rowsAccepted: number;
                        rowsRefused: number;
                        rowsSkipped: number;
                        totals: {
                            currency: string;
                            lines: number;
                            orderNumbers: number;
                            customers: number | null;
                            guestLines: number;
                            amount: string;
                            classes: {
                                /** @enum {string} */
                                meant: "sale" | "refund" | "other";
                                /** @enum {string} */
                                status: "accepted" | "refused" | "skipped";
                                lines: number;
                                amount: string;
                            }[];
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            orders: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                net: number;
                            };
                            refunds: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                amount: number;
                            };
                        } | null;
                        pointsTotals: {
                            lines: number;
                            members: number | null;
                            amount: string;
                            recorded: number;
                            repeated: number;
                            refused: number;
                            credited: number;
                            debited: number;
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                        } | null;
                        bytesRead: number;
                        rowsPerSecond: number | null;
                        secondsLeft: number | null;
                        percent: number;
                        errorFileUrl: string | null;
                        error: string | null;
                        errorCode: string | null;
                        demo: boolean;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "orders" | "points";
                        mapping: string;
                        source: string;
                        fileName: string;
                        fileBytes: number;
                        encoding: string | null;
                        /** @enum {string} */
                        status: "waiting" | "running" | "cancelling" | "cancelled" | "finished" | "failed";
                        rowsRead: number;
                        rowsAccepted: number;
                        rowsRefused: number;
                        rowsSkipped: number;
                        totals: {
                            currency: string;
                            lines: number;
                            orderNumbers: number;
                            customers: number | null;
                            guestLines: number;
                            amount: string;
                            classes: {
                                /** @enum {string} */
                                meant: "sale" | "refund" | "other";
                                /** @enum {string} */
                                status: "accepted" | "refused" | "skipped";
                                lines: number;
                                amount: string;
                            }[];
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                            orders: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                net: number;
                            };
                            refunds: {
                                recorded: number;
                                repeated: number;
                                refused: number;
                                amount: number;
                            };
                        } | null;
                        pointsTotals: {
                            lines: number;
                            members: number | null;
                            amount: string;
                            recorded: number;
                            repeated: number;
                            refused: number;
                            credited: number;
                            debited: number;
                            reasons: {
                                code: string;
                                /** @enum {string} */
                                status: "refused" | "skipped";
                                lines: number;
                                amount: string;
                                text: {
                                    zh: string;
                                    en: string;
                                };
                            }[];
                        } | null;
                        bytesRead: number;
                        rowsPerSecond: number | null;
                        secondsLeft: number | null;
                        percent: number;
                        errorFileUrl: string | null;
                        error: string | null;
                        errorCode: string | null;
                        demo: boolean;
                        createdBy: string;
                        /** Format: date-time */
                        createdAt: string;
                        startedAt: string | null;
                        finishedAt: string | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not there, or not to be seen */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "off" | "generating" | "importing" | "ready" | "failed" | "removing" | "removed";
                        percent: number;
                        members: number;
                        orders: number;
                        secondsLeft: number | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeDemo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "off" | "generating" | "importing" | "ready" | "failed" | "removing" | "removed";
                        percent: number;
                        members: number;
                        orders: number;
                        secondsLeft: number | null;
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewImport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fileName: string;
                        encoding: string | null;
                        delimiter: string;
                        header: string[];
                        rows: string[][];
                        mappings: {
                            id: string;
                            /** @enum {string} */
                            kind: "orders" | "points";
                            name: {
                                zh: string;
                                en: string;
                            };
                            fits: boolean;
                            missing: string[];
                        }[];
                    };
                };
            };
            /** @description Malformed, or does not fit the schema */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No key or session, or a bad one */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key or role does not allow it */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflicts with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Understood but refused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Starting or leaving */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
