# EPrints 3.3 and 3.4: the card on the summary page of every item. The meta tags that EPrints writes
# are the record. The file goes to archives/ID/cfg/cfg.d/, the folder of the card to
# archives/ID/cfg/static/citation-card/.

$c->{citation_card}->{into}   = ".ep_summary_content_main";
$c->{citation_card}->{where}  = "beforeend";
$c->{citation_card}->{layout} = "compact";

$c->add_trigger( EP_TRIGGER_DYNAMIC_TEMPLATE, sub {
	my( %params ) = @_;

	my $repository = $params{repository};
	my $head       = $params{pins}->{head};
	return EP_TRIGGER_OK if !defined $head;

	my $conf = $repository->config( "citation_card" );
	my $script = $repository->xml->create_element( "script",
		type           => "module",
		src            => $repository->config( "rel_path" ) . "/citation-card/citation-card.js",
		"data-into"    => $conf->{into},
		"data-where"   => $conf->{where},
		"data-layout"  => $conf->{layout},
		"data-from"    => "page",
	);
	# An empty element would be written as <script/>, which no browser closes.
	$script->appendChild( $repository->xml->create_text_node( " " ) );
	$head->appendChild( $script );

	return EP_TRIGGER_OK;
}, id => "citation_card" );
