// EPrints: the script that the configuration writes, made by Perl with a stand-in for EPrints' objects, on
// the head that EPrints writes. EPrints itself was not run.

import { join } from 'node:path'
import { copy, dist, onHost, pageHead, root, run, write } from '../../tests/hosts/host.mjs'

const RENDER = `
use strict; use warnings;
package Node; sub new { my( $class, $name, @attributes ) = @_; return bless { name => $name, attributes => \\@attributes, text => "" }, $class; }
sub appendChild { my( $self, $child ) = @_; $self->{text} .= ref $child ? $child->html : $child; }
sub html { my( $self ) = @_; my @list = @{ $self->{attributes} }; my $html = "<$self->{name}"; while( my( $name, $value ) = splice @list, 0, 2 ) { $html .= qq( $name="$value"); } return "$html>$self->{text}</$self->{name}>"; }
package Repository; sub new { return bless { config => $_[1] }, $_[0]; } sub xml { return $_[0]; } sub config { return $_[0]->{config}->{$_[1]}; }
sub create_element { my( $self, @words ) = @_; return Node->new( @words ); } sub create_text_node { return $_[1]; }
package Config; our $trigger; sub add_trigger { $trigger = $_[2]; }
package main;
sub EP_TRIGGER_DYNAMIC_TEMPLATE { 1 } sub EP_TRIGGER_OK { 1 }
our $c = bless { rel_path => "" }, "Config";
my $file = do { local( @ARGV, $/ ) = $ARGV[0]; <> };
eval "no strict; $file; 1" or die $@;
my $head = Node->new( "head" );
$Config::trigger->( repository => Repository->new( $c ), pins => { head => $head } );
print $head->{text};
`

onHost('EPrints (tag)', {
  async build(folder) {
    write(folder, { 'render.pl': RENDER })
    const script = await run('perl', [join(folder, 'render.pl'), join(root, 'integrations/eprints/cfg.d/citation_card.pl')])
    write(folder, { 'site/index.html': pageHead('eprints-article', `${script}<div class="ep_summary_content_main">Summary</div>`) })
    copy(dist, join(folder, 'site/citation-card'))
    return 'its tag'
  },
  pages: { '/index.html': /\(\d{4}\)/ },
})
